// What waits for moderators and what they did, printed.
import { Command } from "commander";
import { listActs, type LoggedAct } from "../community/moderation/log.ts";
import { countWaiting, listWaiting, type Waiting } from "../community/moderation/queue.ts";
import { markdownToText } from "../papers/markdown/markdown.ts";
import { asModerator, withAs, type As } from "./moderator.ts";
import { wholeNumber, type Run } from "./terminal.ts";

const mostShown = 40;

export function queueCommand(run: Run): Command {
  const command = new Command("queue")
    .description("Show what waits: comments that are held back or reported, most reported first.")
    .option("--json", "as JSON");
  return withAs(command).action(async ({ json = false, ...as }: As & { json?: boolean }) => {
    const { terminal } = run;
    await asModerator(run, as, async ({ db, by, now }) => {
      const waiting = await listWaiting(db, { by, now, limit: mostShown });
      if (json) {
        terminal.out(JSON.stringify(waiting.map(toJson), null, 2));
        return;
      }
      for (const each of waiting) for (const line of linesOf(each)) terminal.out(line);
      const total = await countWaiting(db, by.id);
      terminal.out(total === 0 ? "Nothing waits." : `${total} in all`);
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

const excerpt = 200;

function* linesOf({ comment, reports, record }: Waiting): Generator<string> {
  const { id, standing, heldBecause, source = "" } = comment;
  const why = [
    ...(standing === "held" ? [`held: ${heldBecause}`] : []),
    ...(reports.length > 0
      ? [`${reports.length} reports: ${reports.map(({ reason }) => reason).join(", ")}`]
      : []),
  ];
  yield `${id}  @${record?.handle ?? "former"}  ${why.join("; ")}`;
  yield `    ${printable(markdownToText(source)).slice(0, excerpt)}`;
}

/** Nothing that moves the cursor of a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
}

interface LogOptions extends As {
  limit: number;
  json?: boolean;
}

export function logCommand(run: Run): Command {
  const command = new Command("log")
    .description("Show what moderators did, the latest first, with what only they read.")
    .option("--limit <count>", "how many acts", wholeNumber, mostShown)
    .option("--json", "as JSON");
  return withAs(command).action(async ({ limit, json = false, ...as }: LogOptions) => {
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
  const says = [`by ${by ?? "a former moderator"}`, ...why.filter(Boolean)].join(", ");
  return printable(`${id}  ${at.slice(0, 16)}Z  ${what}  ${says}${undone}`).replace(/ /, "  ");
}
