// JSON Schema from the schemas of the routes; those that have an id stand among the components, once.
import { z } from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface Components {
  schemas: Record<string, JsonSchema>;
  /** What goes in, or what comes out, with references to the components that it is made of. */
  schemaOf: (type: z.ZodType, io: "input" | "output") => JsonSchema;
}

export function newComponents(): Components {
  const schemas: Record<string, JsonSchema> = {};
  const schemaOf = (type: z.ZodType, io: "input" | "output"): JsonSchema => {
    const { $defs, ...schema } = referring(
      z.toJSONSchema(type, { io, unrepresentable: "any", override: leaveOut }),
    );
    Object.assign(schemas, $defs);
    return schema;
  };
  return { schemas, schemaOf };
}

/** What tells a reader nothing, and programs that are made from it something wrong. */
function leaveOut({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  // As far as JavaScript counts is no bound of ours.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // The format says it.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  // Fields may be added later; and of `allOf` each part has some of them.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** As the components of OpenAPI are referred to. */
function referring(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === "$schema") return undefined;
    return key === "$ref" && typeof value === "string"
      ? value.replace("#/$defs/", "#/components/schemas/")
      : value;
  }) as JsonSchema;
}
