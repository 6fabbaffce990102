// The OpenAPI 3.1 description of the API, from the very schemas that its requests are read by.
import { z } from "zod";
import about from "../../../package.json" with { type: "json" };
import { scopes, type Scope } from "../../community/tokens/scopes.ts";
import type { Config } from "../../config.ts";
import { problem } from "./problem.ts";
import type { Route } from "./route.ts";

/** An OpenAPI document; what of it pages show is typed. */
export interface ApiDescription {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string; license: object };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, Scope[]>[];
  parameters?: Parameter[];
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, object>;
}

export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export type JsonSchema = z.core.JSONSchema.BaseSchema;

export function describeApi(
  routes: readonly Route[],
  { SITE_NAME, SITE_URL }: Pick<Config, "SITE_NAME" | "SITE_URL">,
): ApiDescription {
  const paths: ApiDescription["paths"] = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route);
  return {
    openapi: "3.1.0",
    info: {
      title: `${SITE_NAME}: API`,
      version: about.version,
      description: "All that the pages of this site say, as JSON.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: new URL("/api/v1", SITE_URL).href }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, "output") },
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: `A token from the settings. It is good for some of: ${Object.entries(scopes)
            .map(([name, says]) => `${name} (${says})`)
            .join(" ")}`,
        },
      },
    },
  };
}

function operationOf({
  method,
  path,
  tag,
  summary,
  description,
  scope,
  ...route
}: Route): Operation {
  const told = {
    description: "What was asked for.",
    ...(route.answer && {
      content: { "application/json": { schema: schemaOf(route.answer, "output") } },
    }),
  };
  const wrong = {
    description: "What went wrong.",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  return {
    operationId: `${method}${path.replaceAll(/[/{}-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: scope === undefined ? [{}, { token: [] }] : [{ token: [scope] }],
    parameters: [
      ...parametersIn("path", route.params ?? {}),
      ...parametersIn("query", route.query ?? {}),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemaOf(z.object(route.body), "input") } },
      },
    }),
    responses: { [route.answer ? "200" : "204"]: told, default: wrong },
  };
}

function parametersIn(place: Parameter["in"], fields: Record<string, z.ZodType>): Parameter[] {
  return Object.entries(fields).map(([name, field]) => {
    const { description, ...schema } = schemaOf(field, "input");
    return {
      name,
      in: place,
      required: place === "path" || !field.safeParse(undefined).success,
      ...(description !== undefined && { description }),
      schema,
    };
  });
}

function schemaOf(type: z.ZodType, io: "input" | "output"): JsonSchema {
  const schema = z.toJSONSchema(type, { io, unrepresentable: "any" });
  delete schema.$schema;
  return schema;
}
