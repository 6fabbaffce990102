// The one table from what went wrong to what a client of the API is told: a problem of RFC 9457 by our
// own API, a sentence by the one that Hugging Face's clients speak.
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import {
  BadToken,
  Forbidden,
  Invalid,
  NotFound,
  Outdated,
  SignInFirst,
  TooMany,
} from "../errors.ts";
import { tellProblem } from "./v1/problem.ts";

export type Log = (message: string, fields: object) => void;

export function apiError(error: Error, c: Context, log: Log): Response {
  const status = statusOf(error);
  if (status === 500) log("A request to the API failed", { error, path: c.req.path });
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  if (error instanceof TooMany) c.header("Retry-After", String(error.retryAfterS));
  return tellApiError(c, { status, error, detail: detailOf(status, error) });
}

export function tellApiError(
  c: Context,
  told: { status: ContentfulStatusCode; error: Error; detail: string },
): Response {
  if (/^\/api\/v\d/.test(c.req.path)) return tellProblem(c, told);
  // Hugging Face's clients show this header, or else the field. Headers carry ASCII only.
  c.header("X-Error-Message", told.detail.replaceAll(/[^\x20-\x7e]/g, "?"));
  return c.json({ error: told.detail }, told.status);
}

function statusOf(error: Error): ContentfulStatusCode {
  if (error instanceof NotFound) return 404;
  if (error instanceof Outdated) return 409;
  if (error instanceof Invalid) return 400;
  if (error instanceof SignInFirst || error instanceof BadToken) return 401;
  if (error instanceof Forbidden) return 403;
  if (error instanceof TooMany) return 429;
  return error instanceof HTTPException && error.status === 413 ? 413 : 500;
}

function detailOf(status: ContentfulStatusCode, error: Error): string {
  if (status === 500) return "Something failed here; the log of the server says what.";
  return status === 413 ? "That is more than this address takes." : error.message;
}
