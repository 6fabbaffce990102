// Who may have an account here.
import type { Database } from "../../store/tables.ts";
import { isBannedAddress } from "../moderation/banned-addresses.ts";
import { findInvitation, takeInvitation } from "./invitations.ts";

/** `open` to everybody, by `invitation`, or `closed`: then the owner alone adds people. */
type Registration = "open" | "invitation" | "closed";

export interface Joining {
  registration: Registration;
  /** The token of an invitation that whoever comes holds. */
  invitation: string | undefined;
  /** By which they would be known; left out, it is not asked who comes. */
  address?: string;
  /** Of the instance. */
  secret: string;
  now: Date;
}

/**
 * Lets somebody new in, or does not; uses the invitation up that lets them in.
 * @returns the number of that invitation, if there is one; `undefined` when they may not come.
 */
export async function admit(
  db: Database,
  { registration, invitation, now, ...who }: Joining,
): Promise<{ invitation: number | null } | undefined> {
  if (await isBanned(db, { now, ...who })) return undefined;
  // Where everybody may come, an invitation still tells who brought whom.
  const taken =
    registration === "closed" || invitation === undefined
      ? undefined
      : await takeInvitation(db, { token: invitation, now });
  if (taken === undefined && registration !== "open") return undefined;
  return { invitation: taken ?? null };
}

/** Whether somebody new would be let in; to ask uses nothing up. */
export async function admits(
  db: Database,
  { registration, invitation, now, ...who }: Joining,
): Promise<boolean> {
  if (await isBanned(db, { now, ...who })) return false;
  if (registration !== "invitation" || invitation === undefined) return registration === "open";
  return (await findInvitation(db, { token: invitation, now })) !== undefined;
}

/** They had an account that was banned, and deleted it. */
async function isBanned(
  db: Database,
  { address, secret, now }: Pick<Joining, "address" | "secret" | "now">,
): Promise<boolean> {
  return address !== undefined && (await isBannedAddress(db, { secret, address, now }));
}
