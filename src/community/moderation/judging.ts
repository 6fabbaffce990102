// Moderators judge comments: one, or many at once. All of it is done or nothing. What another moderator
// did meanwhile, or the author, is told and not done over.
import { sql } from "kysely";
import { numbersIn } from "../../store/values-in.ts";
import type { Database } from "../../store/tables.ts";
import type { Standing } from "../discussion/comments.ts";
import { notifyOfAct, notifyOfComment, recallComments } from "../notifications/notify.ts";
import type { Reader, Role } from "../readers.ts";
import type { ActWords } from "./act-words.ts";
import { demandModerator, saveAct, saysMeanwhile, whyNotOn, type Before } from "./acts.ts";

/** `keep` lets a held comment through, and finds nothing wrong with a reported one. */
export type Verdict = "approve" | "hide" | "show" | "dismiss" | "warn" | "keep";

export interface Judged {
  id: number;
  /** What the moderator saw of it; left out, it is judged as it is. */
  seen?: Seen | undefined;
}

export interface Judging {
  by: Reader;
  comments: readonly Judged[];
  /** Whose they are; left out, whoever's. */
  author?: number | undefined;
  verdict: Verdict;
  words: ActWords;
  now: Date;
}

export interface Outcome {
  /** What was done, by the numbers of the acts. */
  done: { comment: number; act: number }[];
  /** What was not done, and why. */
  refused: { comment: number; says: string }[];
}

/** @throws Forbidden */
export async function judgeComments(
  db: Database,
  { by, comments, author, verdict, words, now }: Judging,
): Promise<Outcome> {
  return await db.transaction().execute(async (db) => {
    await demandModerator(db, { by, now });
    const outcome: Outcome = { done: [], refused: [] };
    const found = await readJudged(
      db,
      comments.map(({ id }) => id),
    );
    for (const { id, seen } of comments) {
      const comment = found.get(id);
      const says = comment
        ? whyNot({ comment, seen, author, verdict, by })
        : `There is no comment ${id}.`;
      if (says !== undefined) {
        outcome.refused.push({ comment: id, says });
        continue;
      }
      const act = { by, comment: comment!, seen, verdict, words, now, press: outcome.done[0]?.act };
      outcome.done.push({ comment: id, act: await decide(db, act) });
    }
    return outcome;
  });
}

interface State {
  id: number;
  standing: Standing;
  because: string | null;
  act: number | null;
  author: { id: number; role: Role } | undefined;
  /** When it was written or last edited, the latest act about it, and the latest open report. */
  written: number;
  latestAct: number;
  /** Whether that was a warning for it as it stands. */
  isWarned: boolean;
  /** What that did, in words. */
  meanwhile: string | undefined;
  latestReport: number;
}

/** What a moderator saw of a comment: it fits until something happens. */
type Seen = Pick<State, "written" | "latestAct" | "latestReport">;

/** It, for a form to bear. */
export function seenOf({ written, latestAct, latestReport }: Seen): string {
  return `${written}.${latestAct}.${latestReport}`;
}

/** What `seenOf` has written; `undefined` for anything else. */
export function readSeen(form: string): Seen | undefined {
  const [, ...numbers] = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(form) ?? [];
  const [written, latestAct, latestReport] = numbers.map(Number);
  if (written === undefined || latestAct === undefined || latestReport === undefined) {
    return undefined;
  }
  return { written, latestAct, latestReport };
}

/** How comments stand, by number. */
export async function readJudged(
  db: Database,
  comments: readonly number[],
): Promise<Map<number, State>> {
  const rows = await db
    .selectFrom("comments")
    .leftJoin("readers", "readers.id", "comments.reader_id")
    .leftJoin("moderation_acts", (join) =>
      join.on(
        "moderation_acts.id",
        "=",
        sql<number>`max(coalesce(comments.act_id, 0), coalesce((select max(id)
          from moderation_acts as acts where acts.comment_id = comments.id), 0))`,
      ),
    )
    .leftJoin("readers as moderators", "moderators.id", "moderation_acts.moderator_id")
    .select([
      "comments.id",
      "comments.standing",
      "comments.held_because",
      "comments.act_id",
      "comments.at",
      "comments.edited_at",
      "readers.id as author",
      "readers.role",
      "moderation_acts.id as latest",
      "moderation_acts.kind",
      "moderation_acts.undoes",
      "moderation_acts.at as acted",
      "moderators.name as moderator",
      sql<string | null>`(select max(at) from reports
        where comment_id = comments.id and act_id is null)`.as("reported"),
    ])
    .where("comments.id", "in", numbersIn(comments))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        standing: row.standing,
        because: row.held_because,
        act: row.act_id,
        author: row.author === null ? undefined : { id: row.author, role: row.role! },
        written: Date.parse(row.edited_at ?? row.at),
        latestAct: row.latest ?? 0,
        isWarned:
          row.kind === "warn" && row.undoes === null && row.acted! >= (row.edited_at ?? row.at),
        meanwhile: row.kind === null ? undefined : saysMeanwhile({ ...row, kind: row.kind }),
        latestReport: row.reported === null ? 0 : Date.parse(row.reported),
      },
    ]),
  );
}

interface Case {
  comment: State;
  seen: Seen | undefined;
  author: number | undefined;
  verdict: Verdict;
  by: Reader;
}

/** In words; `undefined` when it can be done. */
function whyNot({ comment, seen, author, verdict, by }: Case): string | undefined {
  if (comment.standing === "deleted") return "Its author deleted it.";
  if (author !== undefined && comment.author?.id !== author) return "Somebody else wrote it.";
  const who = whyNotOn(by, comment.author);
  if (who !== undefined) return who;
  if (seen && seen.latestAct !== comment.latestAct && comment.meanwhile) return comment.meanwhile;
  if (seen && seen.written !== comment.written) {
    return "Its author edited it meanwhile. Read it again.";
  }
  return whyNotThus(comment, verdict);
}

function whyNotThus(
  { standing, author, latestReport, isWarned }: State,
  verdict: Verdict,
): string | undefined {
  switch (verdict) {
    case "approve":
      return standing === "held" ? undefined : "It does not wait for a moderator.";
    case "hide":
      return standing === "hidden" ? "It is hidden already." : undefined;
    case "show":
      return standing === "hidden" ? undefined : "It is not hidden.";
    case "dismiss":
      return latestReport > 0 ? undefined : "Nobody has reported it since somebody looked at it.";
    case "keep":
      return standing === "held" || latestReport > 0 ? undefined : "It does not wait any more.";
    case "warn":
      if (!author) return "Its author has no account any more.";
      return isWarned && latestReport === 0 ? "Its author was warned for it already." : undefined;
  }
}

const gives = { approve: "shown", show: "shown", hide: "hidden" } as const;

interface Deciding extends Omit<Judging, "comments" | "author"> {
  comment: State;
  seen: Seen | undefined;
  press: number | undefined;
}

/** @returns the number of the act */
async function decide(
  db: Database,
  { by, comment, seen, verdict, words, now, press }: Deciding,
): Promise<number> {
  const { id, author } = comment;
  const kind = verdict === "keep" ? (comment.standing === "held" ? "approve" : "dismiss") : verdict;
  const standing = kind in gives ? gives[kind as keyof typeof gives] : undefined;
  const before: Before[] = standing
    ? [{ id, standing: comment.standing, because: comment.because, act: comment.act }]
    : [];
  const act = await saveAct(db, {
    kind,
    by,
    reader: author?.id ?? null,
    comment: id,
    words,
    detail: { comments: before },
    press,
    now,
  });
  // Who found nothing wrong has seen some reports; those that came since still wait.
  const upTo = kind === "dismiss" && seen ? seen.latestReport : Infinity;
  await settleReports(db, { comments: [id], act, upTo });
  if (standing) {
    await giveStanding(db, { comments: [id], standing, act });
    const restored = kind === "show";
    if (standing === "shown") await notifyOfComment(db, { comment: id, now, restored });
    else await recallComments(db, [id]);
  }
  if (author && kind !== "dismiss") await notifyOfAct(db, { act, reader: author.id, now });
  return act;
}

export async function giveStanding(
  db: Database,
  { comments, standing, act }: { comments: readonly number[]; standing: Standing; act: number },
): Promise<void> {
  await db
    .updateTable("comments")
    .set({ standing, act_id: act, held_because: null })
    .where("id", "in", numbersIn(comments))
    .execute();
}

/** What was reported of these comments until `upTo` is dealt with. */
export async function settleReports(
  db: Database,
  { comments, act, upTo = Infinity }: { comments: readonly number[]; act: number; upTo?: number },
): Promise<void> {
  await db
    .updateTable("reports")
    .set({ act_id: act })
    .where("comment_id", "in", numbersIn(comments))
    .where("act_id", "is", null)
    .$if(Number.isFinite(upTo), (query) => query.where("at", "<=", new Date(upTo).toISOString()))
    .execute();
}
