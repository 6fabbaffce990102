// What the pages of moderators read from their forms, and how they tell what was done.
import type { Context } from "hono";
import {
  parseMildWords,
  parseVerdictWords,
  type ActWords,
  type WrittenWords,
} from "../community/moderation/act-words.ts";
import {
  judgeComments,
  readSeen,
  type Judged,
  type Outcome,
  type Verdict,
} from "../community/moderation/judging.ts";
import { listActs, type LoggedAct } from "../community/moderation/log.ts";
import type { Reader } from "../community/readers.ts";
import { Invalid } from "../errors.ts";
import type { Web } from "./context.ts";
import { readNumber, readNumbers, type Fields } from "./requests.ts";

const verdicts: readonly Verdict[] = ["approve", "hide", "show", "dismiss", "warn", "keep"];

export function wordsIn(fields: Fields): WrittenWords {
  const field = (name: string) => fields.get(name)?.[0];
  return { reason: field("reason"), sentence: field("sentence"), note: field("note") };
}

/** So many comments are judged at once. */
export const mostAtOnce = 100;

/** Does what a form says with the comments that it names. @throws Forbidden, Invalid */
export async function judgeAsSaid(
  { db, clock }: Web,
  { by, fields }: { by: Reader; fields: Fields },
): Promise<Outcome> {
  const verdict = verdicts.find((each) => each === fields.get("act")?.[0]);
  if (!verdict) throw new Invalid("Say what to do: let it stand, hide it, or warn its author.");
  const comments = commentsIn(fields);
  if (comments.length === 0) throw new Invalid("Tick the comments first, each at its left.");
  if (comments.length > mostAtOnce) throw new Invalid(`At once ${mostAtOnce} comments at most.`);
  const words = parseWords(verdict, wordsIn(fields));
  return await judgeComments(db, { by, comments, verdict, words, now: clock() });
}

/** @throws Invalid */
function parseWords(verdict: Verdict, written: WrittenWords): ActWords {
  return verdict === "hide" || verdict === "warn"
    ? parseVerdictWords(written)
    : parseMildWords(written);
}

/** Those that are ticked, all that are held or all, of the page; with what was seen of them. */
function commentsIn(fields: Fields): Judged[] {
  const seen = new Map(
    (fields.get("seen") ?? []).map((each) => {
      const [id = "", saw = ""] = each.split(":");
      return [id, readSeen(saw)];
    }),
  );
  const all: Record<string, Iterable<string>> = {
    all: seen.keys(),
    held: fields.get("held") ?? [],
  };
  const chosen = all[fields.get("which")?.[0] ?? ""] ?? fields.get("comment") ?? [];
  return [...new Set(chosen)].flatMap((each) => {
    const id = readNumber(each);
    return id === undefined ? [] : { id, seen: seen.get(each) };
  });
}

/** The numbers of acts that an address names: what was done just now. */
export function readDone(c: Context): number[] {
  return readNumbers((c.req.query("done") ?? "").split(",")).slice(0, mostAtOnce);
}

/** Those acts, as this moderator reads them. */
export async function listDone(
  { db, clock }: Web,
  { moderator, done }: { moderator: Reader | undefined; done: readonly number[] },
): Promise<LoggedAct[]> {
  if (moderator === undefined || done.length === 0) return [];
  return await listActs(db, { moderator, now: clock(), acts: done, limit: done.length });
}
