// What waits for moderators and what they did, printed.
import { Command } from "commander";
import { listActs, type LoggedAct } from "../community/moderation/log.ts";
import { listRestricted } from "../community/moderation/restrictions.ts";
import { countWaiting, listWaiting, type Waiting } from "../community/moderation/queue.ts";
import { formerModerator } from "../community/readers.ts";
import { excerpt } from "../papers/markdown/excerpt.ts";
import { asModerator, withAs, type As } from "./moderator.ts";
import { wholeNumber, withInstance, type Run } from "./terminal.ts";
import { inColumns, restrictionInWords } from "./user-list.ts";

const mostShown = 40;

interface ListOptions extends As {
  limit: number;
  json?: boolean;
}

export function queueCommand(run: Run): Command {
  const command = new Command("queue")
    .description("Show what waits: comments that are held back or reported, most reported first.")
    .option("--limit <count>", "how many comments", wholeNumber, mostShown)
    .option("--json", "as JSON");
  return withAs(command).action(async ({ limit, json = false, ...as }: ListOptions) => {
    const { terminal } = run;
    await asModerator(run, as, async ({ db, by, now }) => {
      const waiting = await listWaiting(db, { by, now, limit });
      if (json) {
        terminal.out(JSON.stringify(waiting.map(toJson), null, 2));
        return;
      }
      for (const each of waiting) for (const line of linesOf(each)) terminal.out(line);
      const total = await countWaiting(db, { reader: by.id });
      if (total === 0) terminal.out("Nothing waits.");
      else if (waiting.length < total)
        terminal.out(`the first ${waiting.length} of ${total}; --limit shows more`);
      else terminal.out(`${total} in all`);
    });
  });
}

function toJson({ comment, reports, record }: Waiting) {
  const { id, standing, heldBecause, source, at } = comment;
  return {
    comment: id,
    standing,
    heldBecause,
    reports: reports.map(({ reason, sentence, by }) => ({
      reason,
      sentence,
      by: by?.handle ?? null,
    })),
    author: record?.handle ?? null,
    source,
    at,
  };
}

function* linesOf({ comment, reports, record, word }: Waiting): Generator<string> {
  const { id, standing, heldBecause, source = "" } = comment;
  const why = [
    ...(standing === "held"
      ? [`held: ${heldBecause}${word === undefined ? "" : ` (“${word}”)`}`]
      : []),
    ...(reports.length > 0
      ? [
          `${reports.length} ${reports.length === 1 ? "report" : "reports"}: ${reports.map(({ reason }) => reason).join(", ")}`,
        ]
      : []),
  ];
  yield `${id}  @${record?.handle ?? "former"}  ${why.join("; ")}`;
  yield `    ${printable(excerpt(source, 200))}`;
}

/** Nothing that moves the cursor of a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
}

export function logCommand(run: Run): Command {
  const command = new Command("log")
    .description("Show what moderators did, the latest first, with what only they read.")
    .option("--limit <count>", "how many acts", wholeNumber, mostShown)
    .option("--json", "as JSON");
  return withAs(command).action(async ({ limit, json = false, ...as }: ListOptions) => {
    const { terminal } = run;
    await asModerator(run, as, async ({ db, by, now }) => {
      const acts = await listActs(db, { moderator: by, now, limit });
      if (json) terminal.out(JSON.stringify(acts, null, 2));
      else if (acts.length === 0) terminal.out("Nothing so far.");
      else for (const act of acts) terminal.out(lineOf(act));
    });
  });
}

function lineOf({ id, at, kind, by, about, comment, reason, ...act }: LoggedAct): string {
  const what = [
    ...(act.undoes === null ? [kind] : [`undo of ${act.undoes} (${kind})`]),
    ...(comment === undefined ? [] : [`comment ${comment}`]),
    ...(about ? [`@${about.handle}`] : []),
    ...(act.word ? [`“${act.word.value}”`] : []),
    ...(act.until === null ? [] : [`until ${act.until.slice(0, 16)}Z`]),
  ].join(" ");
  const why = [reason, act.sentence && `“${act.sentence}”`, act.note && `note: ${act.note}`];
  const undone = act.undoneBy === null ? "" : `; taken back by ${act.undoneBy}`;
  const says = [`by ${by?.name ?? formerModerator}`, ...why.filter(Boolean)].join(", ");
  return printable(`${id}  ${at.slice(0, 16)}Z  ${what}  ${says}${undone}`).replace(/ /, "  ");
}

export function restrictedCommand(run: Run): Command {
  const command = new Command("restricted").description(
    "Show who is suspended or banned now, and by which act, which `undo` takes back.",
  );
  return command.action(async () => {
    const { terminal } = run;
    await withInstance(run, async (db) => {
      const restricted = await listRestricted(db, new Date());
      if (restricted.length === 0) terminal.out("Nobody is suspended or banned.");
      const rows = restricted.map(({ handle, name, act, ...restriction }) => {
        return [`@${handle}`, name, restrictionInWords(restriction), `act ${act}`];
      });
      for (const line of inColumns(rows)) terminal.out(line);
    });
  });
}
