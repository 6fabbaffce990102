// How many people a reader may invite. Whoever is new invites few, so that nobody who came by mistake
// brings a crowd along before anybody has noticed.
import { sql } from "kysely";
import { Invalid } from "../../errors.ts";
import type { Database } from "../../store/tables.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Reader } from "../readers.ts";
import { makeInvitation, mostUsesOfAll } from "./invitations.ts";

const dayMs = 86_400_000;
const firstWeekMs = 7 * dayMs;
const mostInFirstWeek = 5;
const mostADay = 100;
const mostLinksADay = 10;

export interface Allowance {
  /** How many people can be invited now. */
  people: number;
  /** Whether that is because the account is less than a week old. */
  isNew: boolean;
  /** Whether another link can be made today. */
  anotherLink: boolean;
}

interface Asked {
  reader: Reader;
  now: Date;
}

export async function findAllowance(db: Database, asked: Asked): Promise<Allowance> {
  const { reader, now } = asked;
  const today = await countInvited(db, { ...asked, since: new Date(now.getTime() - dayMs) });
  const isNew = isNewcomer(asked);
  const inAll = isNew ? await countInvited(db, { ...asked, since: new Date(reader.since) }) : today;
  const left = isNew ? mostInFirstWeek - inAll.people : mostADay - today.people;
  return {
    people: Math.max(0, Math.min(mostUsesOfAll, left)),
    isNew,
    anotherLink: today.links < mostLinksADay,
  };
}

/** A link by which so many may come. @returns its token. @throws Forbidden, Invalid */
export async function invite(
  db: Database,
  { people, note, ...asked }: Asked & { people: number; note: string },
): Promise<string> {
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader: asked.reader.id, now: asked.now });
    const allowed = await findAllowance(db, asked);
    if (!allowed.anotherLink) {
      throw new Invalid(
        `You have made ${mostLinksADay} links within a day; that is enough for one.`,
      );
    }
    if (people > allowed.people) throw new Invalid(tooMany(allowed));
    const { reader, now } = asked;
    return await makeInvitation(db, { reader: reader.id, note, mostUses: people, now });
  });
}

function tooMany({ people, isNew }: Allowance): string {
  const many = people === 0 ? "nobody else" : people === 1 ? "one more" : `${people} more`;
  return isNew
    ? `In your first week you may invite ${mostInFirstWeek} people: ${many} now.`
    : `You may invite ${mostADay} people a day: ${many} now.`;
}

/** Editors, moderators and owners were chosen. */
function isNewcomer({ reader, now }: Asked): boolean {
  return reader.role === "reader" && now.getTime() - Date.parse(reader.since) < firstWeekMs;
}

/** For how many people links were made since then; of those that are over, how many came. */
async function countInvited(
  db: Database,
  { reader, now, since }: Asked & { since: Date },
): Promise<{ people: number; links: number }> {
  return await db
    .selectFrom("invitations")
    .select((select) => [
      select.fn.countAll<number>().as("links"),
      sql<number>`coalesce(sum(iif(expires_at > ${now.toISOString()}, most_uses, uses)), 0)`.as(
        "people",
      ),
    ])
    .where("reader_id", "=", reader.id)
    .where("created_at", ">=", since.toISOString())
    .executeTakeFirstOrThrow();
}
