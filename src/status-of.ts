// The one table from what went wrong to the status of HTTP that every face answers with.
import { HTTPException } from "hono/http-exception";
import {
  BadToken,
  Forbidden,
  Invalid,
  NotFound,
  Outdated,
  SignInFirst,
  TooMany,
} from "./errors.ts";

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500;

export function statusOf(error: unknown): ErrorStatus {
  if (error instanceof NotFound) return 404;
  if (error instanceof Outdated) return 409;
  if (error instanceof Invalid) return 400;
  if (error instanceof SignInFirst || error instanceof BadToken) return 401;
  if (error instanceof Forbidden) return 403;
  if (error instanceof TooMany) return 429;
  // A body that is too long is turned away before anything reads it.
  return error instanceof HTTPException && error.status === 413 ? 413 : 500;
}
