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
  type Judged,
  type Outcome,
  type Verdict,
} from "../community/moderation/judging.ts";
import type { Reader } from "../community/readers.ts";
import { Invalid } from "../errors.ts";
import type { Web } from "./context.ts";
import type { Fields } from "./requests.ts";

const verdicts: readonly Verdict[] = ["approve", "hide", "show", "dismiss", "warn", "keep"];

export function wordsIn(fields: Fields): WrittenWords {
  const field = (name: string) => fields.get(name)?.[0];
  return { reason: field("reason"), sentence: field("sentence"), note: field("note") };
}

const most = 100;

/** Does what a form says with the comments that it names. @throws Forbidden, Invalid */
export async function judgeAsSaid(
  { db, clock }: Web,
  { by, fields }: { by: Reader; fields: Fields },
): Promise<Outcome> {
  const verdict = verdicts.find((each) => each === fields.get("act")?.[0]);
  if (!verdict) throw new Invalid("Say what to do: let it stand, hide it, or warn its author.");
  const comments = commentsIn(fields);
  if (comments.length === 0) throw new Invalid("Tick the comments first, each at its left.");
  if (comments.length > most) throw new Invalid(`At once ${most} comments at most.`);
  const words = parseWords(verdict, wordsIn(fields));
  return await judgeComments(db, { by, comments, verdict, words, now: clock() });
}

/** @throws Invalid */
function parseWords(verdict: Verdict, written: WrittenWords): ActWords {
  return verdict === "hide" || verdict === "warn"
    ? parseVerdictWords(written)
    : parseMildWords(written);
}

/** Those that are ticked, or all of the page, with what was seen of them. */
function commentsIn(fields: Fields): Judged[] {
  const seen = new Map(
    (fields.get("seen") ?? []).flatMap((each) => {
      const [, id, saw] = /^(\d{1,15}):(\d{1,15}\.\d{1,15}\.\d{1,15})$/.exec(each) ?? [];
      return saw === undefined ? [] : [[Number(id), saw] as const];
    }),
  );
  const ticked = (fields.get("comment") ?? []).filter((each) => /^\d{1,15}$/.test(each));
  const ids = fields.get("all")?.[0] === "1" ? [...seen.keys()] : ticked.map(Number);
  return [...new Set(ids)].map((id) => ({ id, seen: seen.get(id) }));
}

/** The numbers of acts that an address names: what was done just now. */
export function readDone(c: Context): number[] {
  return (c.req.query("done") ?? "")
    .split(",")
    .filter((each) => /^\d{1,15}$/.test(each))
    .slice(0, most)
    .map(Number);
}
