// Who may have an account here.
import type { Database } from "../../store/tables.ts";
import { findInvitation, takeInvitation } from "./invitations.ts";

/** `open` to everybody, by `invitation`, or `closed`: then the owner alone adds people. */
type Registration = "open" | "invitation" | "closed";

export interface Joining {
  registration: Registration;
  /** The token of an invitation that whoever comes holds. */
  invitation: string | undefined;
  now: Date;
}

/**
 * Lets somebody new in, or does not; uses the invitation up that lets them in.
 * @returns the number of that invitation, if there is one; `undefined` when they may not come.
 */
export async function admit(
  db: Database,
  { registration, invitation, now }: Joining,
): Promise<{ invitation: number | null } | undefined> {
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
  { registration, invitation, now }: Joining,
): Promise<boolean> {
  if (registration !== "invitation" || invitation === undefined) return registration === "open";
  return (await findInvitation(db, { token: invitation, now })) !== undefined;
}
