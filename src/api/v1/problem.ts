// What went wrong, as RFC 9457 has it told: application/problem+json.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { InvalidField } from "../reading/invalid-field.ts";

export const problem = z.object({
  type: z.string().meta({ description: "`about:blank`: the status says what kind it is." }),
  title: z.string().meta({ description: "The status in words." }),
  status: z.int(),
  detail: z.string().meta({ description: "What happened, and what to do." }),
  errors: z
    .array(z.object({ field: z.string(), detail: z.string() }))
    .optional()
    .meta({ description: "The fields of the request that cannot be understood." }),
});

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

export function tellProblem(
  c: Context,
  { status, error, detail }: { status: ContentfulStatusCode; error: Error; detail: string },
): Response {
  const told: z.input<typeof problem> = {
    type: "about:blank",
    title: titles[status] ?? "Error",
    status,
    detail,
    ...(error instanceof InvalidField && {
      errors: [{ field: error.field, detail: error.fault }],
    }),
  };
  return c.body(JSON.stringify(told), status, { "Content-Type": "application/problem+json" });
}
