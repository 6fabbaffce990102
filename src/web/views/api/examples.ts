// What the page of the API shows of each route to be copied: a command, and what one might send.
import type { ApiDescription, ApiOperation, ApiSchema } from "../../context.ts";

interface Asked {
  path: string;
  method: string;
  operation: ApiOperation;
  description: ApiDescription;
}

/** For a shell. */
export function exampleCommand({ path, method, operation, description }: Asked): string {
  const { parameters = [], security, requestBody } = operation;
  const filled = fillPath(
    path,
    Object.fromEntries(parameters.map(({ name, example }) => [name, String(example ?? name)])),
  );
  const query = parameters
    .filter((each) => each.in === "query" && each.example !== undefined)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  const address = `${description.servers[0]!.url}${filled}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  const needsToken = security.every((each) => "token" in each);
  const words = [
    "curl",
    ...(method === "get" ? [] : ["-X", method.toUpperCase()]),
    ...(needsToken ? ["-H", quoted("Authorization: Bearer bsh_…")] : []),
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

/** An object that fits, to begin with. */
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
    return Object.fromEntries(fields.map(([name, each]) => [name, exampleOf(each, description)]));
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
