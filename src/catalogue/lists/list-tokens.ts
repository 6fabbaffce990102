// The signed address of a list's page: whoever imported it, or was given the address, may take its
// matches.
import { isSignedBy, sign } from "../../store/instance.ts";

const token = /^(\d{1,15})\.([\w-]{32})$/;

export function signList(secret: string, list: number): string {
  return `${list}.${sign(secret, `matches ${list}`)}`;
}

/** The number of the list; `undefined` when the token is not one of ours. */
export function readListToken(secret: string, written: string): number | undefined {
  const [, id, signature] = token.exec(written) ?? [];
  if (id === undefined || signature === undefined) return undefined;
  return isSignedBy(secret, `matches ${id}`, signature) ? Number(id) : undefined;
}
