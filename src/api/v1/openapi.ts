// The OpenAPI 3.1 description of the API, from the very schemas that its requests are read by.
import { z } from "zod";
import about from "../../../package.json" with { type: "json" };
import type { ApiDescription, ApiOperation, ApiParameter } from "../../api-description.ts";
import { scopes } from "../../community/tokens/scopes.ts";
import { capital } from "../../papers/capital.ts";
import type { Config } from "../../config.ts";
import { links } from "../../links.ts";
import type { Examples } from "./examples.ts";
import { newComponents, type Components } from "./json-schemas.ts";
import { problem } from "./problem.ts";
import type { Route } from "./route.ts";

export function describeApi(
  routes: readonly Route[],
  { SITE_NAME, SITE_URL }: Pick<Config, "SITE_NAME" | "SITE_URL">,
): ApiDescription {
  const components = newComponents();
  components.schemas["Problem"] = components.schemaOf(problem, "output");
  const paths: ApiDescription["paths"] = {};
  for (const route of routes) {
    (paths[route.path] ??= {})[route.method] = operationOf(route, components);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `${SITE_NAME}: API`,
      version: about.version,
      description: "All that the pages of this site say, as JSON.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: links.whole("/api/v1", SITE_URL) }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components.schemas,
      responses: Object.fromEntries(faults.map(([name, , says]) => [name, problemSaying(says)])),
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: `A token from the settings. It is good for some of: ${Object.entries(scopes)
            .map(([name, { means }]) => `${name} (${means})`)
            .join(" ")}`,
        },
      },
    },
  };
}

/** The description, with these in place of the usual examples. */
export function withExamples(description: ApiDescription, examples: Examples): ApiDescription {
  const paths = mapped(description.paths, (methods, path) =>
    mapped(methods, ({ parameters = [], ...operation }) => ({
      ...operation,
      parameters: parameters.map((each) => {
        const example = examples.get(placeOf(each, path));
        return example === undefined ? each : { ...each, example };
      }),
    })),
  );
  return { ...description, paths };
}

/** As examples are called. */
function placeOf({ name, in: place }: ApiParameter, path: string): string {
  if (place === "query") return `${path}?${name}`;
  const [before] = path.split(`{${name}}`);
  return `${before}{${name}}`;
}

function mapped<Value>(
  record: Record<string, Value>,
  change: (value: Value, name: string) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}

/** What is told where something goes wrong: its name, its statuses, and when it is that. */
const faults = [
  ["Unreadable", 400, "A field cannot be understood; `errors` names it."],
  ["NoToken", 401, "It takes a token that is known here."],
  ["NotAllowed", 403, "The token is not good for that, or its reader may not do it."],
  ["NotHere", 404, "What was asked for is not here."],
  ["OtherwiseNow", 409, "What is to be changed has changed since it was read."],
  ["TooLarge", 413, "More was sent than this address takes."],
  ["TooMany", 429, "It was done too often; `Retry-After` says in how many seconds to try again."],
] as const;

function problemSaying(description: string) {
  return {
    description,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

/** Which of them a route may answer. */
function faultsOf({ scope, method, path, query, body }: Route): Record<string, object> {
  const may = new Set<number>([400, 401, 429]);
  if (path.includes("{") || query?.["section"]) may.add(404);
  if (scope !== undefined) may.add(403);
  if (method !== "get") may.add(409);
  if (body) may.add(413);
  return Object.fromEntries(
    faults
      .filter(([, status]) => may.has(status))
      .map(([name, status]) => [String(status), { $ref: `#/components/responses/${name}` }]),
  );
}

function operationOf(route: Route, components: Components): ApiOperation {
  const { operationId, tag, summary, description, scope } = route;
  const told = {
    description: "What was asked for.",
    ...(route.answer && {
      content: { "application/json": { schema: components.schemaOf(route.answer, "output") } },
    }),
  };
  const made = {
    ...told,
    description: "What was made.",
    headers: { Location: { description: "Where it is.", schema: { type: "string" } } },
  };
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: scope === undefined ? [{}, { token: [] }] : [{ token: [scope] }],
    parameters: [
      ...parametersIn("path", route.params, components),
      ...parametersIn("query", route.query, components),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: components.schemaOf(bodyOf(route.body, operationId), "input"),
          },
        },
      },
    }),
    responses: {
      ...(route.made && { "201": made }),
      [route.answer ? "200" : "204"]: told,
      ...faultsOf(route),
      default: problemSaying("What went wrong."),
    },
  };
}

function parametersIn(
  place: ApiParameter["in"],
  fields: Record<string, z.ZodType> = {},
  { schemaOf }: Components,
): ApiParameter[] {
  return Object.entries(fields).map(([name, field]) => {
    const { description, example, ...schema } = schemaOf(field, "input");
    return {
      name,
      in: place,
      required: place === "path" || !field.safeParse(undefined).success,
      ...(description !== undefined && { description }),
      schema,
      ...(example !== undefined && { example: example as string | number }),
    };
  });
}

/** `WriteCommentBody` */
function bodyOf(fields: Record<string, z.ZodType>, operationId: string): z.ZodType {
  return z.object(fields).meta({ id: `${capital(operationId)}Body` });
}
