// What went wrong, as a client of an API is told of it: a problem of RFC 9457 by our own, a sentence by
// the one that Hugging Face's clients speak, an error of JSON-RPC by the MCP server.
import type { Context } from "hono";
import { asAscii } from "../ascii.ts";
import { badTokenChallenge, scopeChallenge } from "../community/tokens/challenges.ts";
import { BadToken, LacksScope, SignInFirst, TooMany } from "../errors.ts";
import { faceOf } from "../face-of.ts";
import { statusOf, type ErrorStatus } from "../status-of.ts";
import { tellRefusal } from "./mcp/refusal.ts";
import { tellProblem } from "./v1/problem.ts";

export type Log = (message: string, fields: object) => void;

export function apiError(error: Error, c: Context, log: Log): Response {
  const { status, detail } = faultOf(error);
  if (status === 500) log("A request to the API failed", { error, path: c.req.path });
  const challenge = challengeTo(c, error);
  if (challenge !== undefined) c.header("WWW-Authenticate", challenge);
  if (error instanceof TooMany) c.header("Retry-After", String(error.retryAfterS));
  return tellApiError(c, { status, error, detail });
}

function tellApiError(
  c: Context,
  told: { status: ErrorStatus; error: Error; detail: string },
): Response {
  const face = faceOf(c.req.path);
  if (face === "v1") return tellProblem(c, told);
  if (face === "mcp") return tellRefusal(c, told);
  // Hugging Face's clients show this header, or else the field. Headers carry ASCII only.
  c.header("X-Error-Message", asAscii(told.detail));
  return c.json({ error: told.detail }, told.status);
}

/** The status, and the sentence for whoever asked. */
export function faultOf(error: Error): { status: ErrorStatus; detail: string } {
  const status = statusOf(error);
  return { status, detail: detailOf(status, error) };
}

/** RFC 6750, 3. */
function challengeTo(c: Context, error: Error): string | undefined {
  if (error instanceof BadToken) return badTokenChallenge(c.req.header("Authorization"));
  if (error instanceof LacksScope) return scopeChallenge(error.scope);
  return error instanceof SignInFirst ? "Bearer" : undefined;
}

function detailOf(status: ErrorStatus, error: Error): string {
  if (status === 500) return "Something failed here; the log of the server says what.";
  return status === 413 ? "That is more than this address takes." : error.message;
}
