// Offers a paper of a list to programs that keep references; nobody sees it.
import type { Identifier } from "../../papers/identifier.ts";

export function UnapiId({ identifier }: { identifier: Identifier }) {
  return <abbr class="unapi-id" title={unapiId(identifier)} hidden></abbr>;
}

/**
 * Written into a query without any escaping, as some programs do, it is still whole; escaped, it is
 * the same.
 */
function unapiId(identifier: Identifier): string {
  return encodeURIComponent(identifier).replaceAll("%3A", ":").replaceAll("%2F", "/");
}
