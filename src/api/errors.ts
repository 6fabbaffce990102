// The one table from what went wrong to what a client of the API is told: a problem of RFC 9457 by our
// own API, a sentence by the one that Hugging Face's clients speak.
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { badTokenChallenge } from "../community/tokens/challenges.ts";
import {
  BadToken,
  Forbidden,
  Invalid,
  NotFound,
  Outdated,
  SignInFirst,
  TooMany,
} from "../errors.ts";
import { tellRefusal } from "./mcp/refusal.ts";
import { tellProblem } from "./v1/problem.ts";

export type Log = (message: string, fields: object) => void;

export function apiError(error: Error, c: Context, log: Log): Response {
  const { status, detail } = faultOf(error);
  if (status === 500) log("A request to the API failed", { error, path: c.req.path });
  if (status === 401) c.header("WWW-Authenticate", challengeTo(c, error));
  if (error instanceof TooMany) c.header("Retry-After", String(error.retryAfterS));
  return tellApiError(c, { status, error, detail });
}

function tellApiError(
  c: Context,
  told: { status: ContentfulStatusCode; error: Error; detail: string },
): Response {
  if (/^\/api\/v\d/.test(c.req.path)) return tellProblem(c, told);
  if (isMcp(c)) return tellRefusal(c, told);
  // Hugging Face's clients show this header, or else the field. Headers carry ASCII only.
  c.header("X-Error-Message", asAscii(told.detail));
  return c.json({ error: told.detail }, told.status);
}

function asAscii(sentence: string): string {
  return sentence
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll("…", "...")
    .replaceAll("\u00a0", " ")
    .replaceAll(/[^\x20-\x7e]/g, "?");
}

/** The status, and the sentence for whoever asked. */
export function faultOf(error: Error): { status: ContentfulStatusCode; detail: string } {
  const status = statusOf(error);
  return { status, detail: detailOf(status, error) };
}

/** RFC 6750, 3. */
function challengeTo(c: Context, error: Error): string {
  return error instanceof BadToken ? badTokenChallenge(c.req.header("Authorization")) : "Bearer";
}

function isMcp(c: Context): boolean {
  return /^\/mcp(\/|$)/.test(c.req.path);
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
