// From where a vote comes, as it is written beside the vote.
import type { Context } from "hono";
import { networkMark } from "../community/visitors.ts";
import { clientAddress, networkOf } from "./gates/client-address.ts";
import type { Web } from "./context.ts";

export function votingNetwork(
  c: Context,
  { secret, config }: Pick<Web, "secret" | "config">,
): string {
  return networkMark(secret, networkOf(clientAddress(c, config.TRUSTED_PROXIES), 48));
}
