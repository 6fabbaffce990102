// Why what was written is not taken, where the page with all that was typed comes back and says so.
import type { Context } from "hono";
import { Forbidden, Invalid, Outdated, TooMany } from "../errors.ts";

export interface Refusal {
  says: string;
  status: 400 | 403 | 409 | 429;
}

/** @throws whatever else went wrong */
export function refusalOf(c: Context, error: unknown): Refusal {
  if (error instanceof Outdated) return { says: error.message, status: 409 };
  if (error instanceof Invalid) return { says: error.message, status: 400 };
  if (error instanceof Forbidden) return { says: error.message, status: 403 };
  if (!(error instanceof TooMany)) throw error;
  c.header("Retry-After", String(error.retryAfterS));
  return { says: error.message, status: 429 };
}
