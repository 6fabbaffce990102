// The JSON that a request sends.
import type { Context } from "hono";
import { Invalid } from "../../errors.ts";

/** The fields of the JSON that is sent. @throws Invalid */
export async function readJson(c: Context): Promise<Record<string, unknown>> {
  let sent: unknown;
  try {
    sent = JSON.parse(await c.req.text());
  } catch {
    throw new Invalid("What was sent is not JSON.");
  }
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    throw new Invalid("What was sent is JSON, but no object.");
  }
  return sent as Record<string, unknown>;
}
