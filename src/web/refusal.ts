// Why what was written is not taken, where the page with all that was typed comes back and says so.
import type { Context } from "hono";
import { TooMany } from "../errors.ts";
import { statusOf } from "../status-of.ts";

const statuses = [400, 403, 409, 429] as const;

export interface Refusal {
  says: string;
  status: (typeof statuses)[number];
}

/** @throws whatever else went wrong */
export function refusalOf(c: Context, error: unknown): Refusal {
  const found = statusOf(error);
  const status = statuses.find((each) => each === found);
  if (status === undefined) throw error;
  if (error instanceof TooMany) c.header("Retry-After", String(error.retryAfterS));
  return { says: (error as Error).message, status };
}
