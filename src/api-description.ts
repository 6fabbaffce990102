// What pages and clients read of an OpenAPI document.

export interface ApiDescription {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string; license: object };
  servers: { url: string }[];
  tags: { name: string }[];
  /** By path and method. */
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, ApiSchema>; [kind: string]: object };
}

/** Who tells it. */
export interface ApiDescriber {
  /** The same at all times. */
  describe: () => ApiDescription;
  /** With examples from what is here by now. */
  describeWithExamples: () => Promise<ApiDescription>;
}

/** JSON Schema. */
export type ApiSchema = Record<string, unknown>;

export interface ApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: ApiParameter[];
  requestBody?: { required: true; content: Record<string, { schema: ApiSchema }> };
  responses: Record<string, object>;
}

export interface ApiParameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: ApiSchema;
  example?: string | number;
}
