// Offers a paper of a list to programs that keep references; nobody sees it.
import type { Identifier } from "../../papers/identifier.ts";
import { unapiId } from "../doors/unapi.ts";

export function UnapiId({ identifier }: { identifier: Identifier }) {
  return <abbr class="unapi-id" title={unapiId(identifier)} hidden></abbr>;
}
