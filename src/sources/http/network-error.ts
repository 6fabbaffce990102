// What fetch says when the network fails, in words for the owner.
import { SourceError } from "../../errors.ts";

/** Asking again in a moment will not help: there is no way to the server. */
const noWay = new Map([
  ["ENOTFOUND", "no network, or the name is unknown"],
  ["EAI_AGAIN", "no network, or the name is unknown"],
  ["ECONNREFUSED", "nothing answers there"],
  ["ENETUNREACH", "no network"],
  ["EHOSTUNREACH", "no network"],
  ["EADDRNOTAVAIL", "no network"],
  ["ENETDOWN", "no network"],
]);

/** The failure of a request to `host`, and whether another try may fare better. */
export function networkError(
  host: string,
  cause: unknown,
): { error: SourceError; mayPass: boolean } {
  const code = codeOf(cause);
  const reason = noWay.get(code ?? "");
  const why = reason ?? (code ? `the connection failed: ${code}` : "the connection failed");
  const error = new SourceError("unreachable", `${host} could not be reached (${why}).`, { cause });
  return { error, mayPass: reason === undefined };
}

/** What went wrong while the body came. */
export function bodyError(host: string, cause: unknown): SourceError {
  const code = codeOf(cause);
  if (code?.startsWith("Z_") && code !== "Z_BUF_ERROR") {
    return new SourceError("malformed", `The answer of ${host} is compressed wrongly (${code}).`, {
      cause,
    });
  }
  return new SourceError("cut", `The answer of ${host} broke off before its end.`, { cause });
}

/** fetch wraps the system's error, at times twice or in a list. */
function codeOf(error: unknown): string | undefined {
  let each = error;
  for (let depth = 0; each instanceof Error && depth < 5; depth++) {
    if ("code" in each && typeof each.code === "string") return each.code;
    each = each instanceof AggregateError ? each.errors[0] : each.cause;
  }
  return undefined;
}
