// What the page of the API shows of each route to be copied: a command, and what one might send.
import type { ApiDescription, ApiOperation, ApiSchema } from "../../../api-description.ts";

interface Asked {
  path: string;
  method: string;
  operation: ApiOperation;
  description: ApiDescription;
}

const withToken = ["-H", quoted("Authorization: Bearer bsh_…")];

/** What anybody can try before reading on. */
export function firstCommand(server: string, { needsToken }: { needsToken: boolean }): string {
  const address = quoted(`${server}/editions/newest/papers?limit=3`);
  return ["curl", ...(needsToken ? withToken : []), address].join(" ");
}

/** For a shell. */
export function exampleCommand({ path, method, operation, description }: Asked): string {
  const { security, requestBody } = operation;
  const address = description.servers[0]!.url + exampleAddress(path, operation);
  const needsToken = security.every((each) => "token" in each);
  const words = [
    "curl",
    ...(method === "get" ? [] : ["-X", method.toUpperCase()]),
    ...(needsToken ? withToken : []),
    ...(requestBody
      ? [
          "-H",
          quoted("Content-Type: application/json"),
          "-d",
          quoted(
            JSON.stringify(exampleOf(requestBody.content["application/json"]!.schema, description)),
          ),
        ]
      : []),
    quoted(address),
  ];
  return words.join(" ");
}

/** The path and query that the examples of its parameters make. */
export function exampleAddress(path: string, { parameters = [] }: ApiOperation): string {
  const filled = fillPath(
    path,
    Object.fromEntries(parameters.map((each) => [each.name, exampleValue(each)])),
  );
  const query = parameters
    .filter((each) => each.in === "query" && (each.required || each.example !== undefined))
    .map((each) => `${each.name}=${encodeURIComponent(exampleValue(each))}`);
  return query.length > 0 ? `${filled}?${query.join("&")}` : filled;
}

/** Where there is none, what is to be put in. */
function exampleValue({ name, example }: { name: string; example?: string | number }): string {
  return String(example ?? name.toUpperCase());
}

/** An object that fits, to begin with: what may be left out is. */
export function exampleBody({ requestBody }: ApiOperation, description: ApiDescription): string {
  const schema = requestBody?.content["application/json"]?.schema ?? {};
  return JSON.stringify(exampleOf(schema, description), null, 2);
}

/** The path with these values in it; the slash of an old identifier stays one. */
export function fillPath(path: string, values: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    (values[name] ?? "").split("/").map(encodeURIComponent).join("/"),
  );
}

function exampleOf(schema: ApiSchema, description: ApiDescription): unknown {
  const { $ref, type, example } = schema;
  if (example !== undefined) return example;
  if (typeof $ref === "string") {
    return exampleOf(description.components.schemas[$ref.split("/").at(-1)!] ?? {}, description);
  }
  if (schema["default"] !== undefined) return schema["default"];
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return schema["enum"][0];
  const either = (schema["anyOf"] ?? schema["oneOf"]) as ApiSchema[] | undefined;
  if (either) return exampleOf(either[0]!, description);
  if (type === "object") {
    const fields = Object.entries((schema["properties"] ?? {}) as Record<string, ApiSchema>);
    const needed = (schema["required"] ?? []) as string[];
    return Object.fromEntries(
      fields
        .filter(([name]) => needed.includes(name))
        .map(([name, each]) => [name, exampleOf(each, description)]),
    );
  }
  if (type === "array") return [exampleOf(schema["items"] as ApiSchema, description)];
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return schema["minimum"] ?? 1;
  return "…";
}

/** For a shell: nothing within single quotes means anything but a single quote. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
