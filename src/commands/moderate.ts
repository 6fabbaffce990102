// `broadsheet moderate`: what the pages of moderators do, from the command line. What it prints is in
// moderate-lists.ts, the list of words in moderate-words.ts.
import { Command } from "commander";
import {
  parseMildWords,
  parseVerdictWords,
  type WrittenWords,
} from "../community/moderation/act-words.ts";
import { judgeComments, type Verdict } from "../community/moderation/judging.ts";
import { reasons } from "../community/moderation/reasons.ts";
import {
  liftRestriction,
  restrictReader,
  warnReader,
} from "../community/moderation/restricting.ts";
import { undoAct } from "../community/moderation/undoing.ts";
import { Invalid } from "../errors.ts";
import { instanceSecret } from "../store/instance.ts";
import { logCommand, queueCommand } from "./moderate-lists.ts";
import { wordsCommand } from "./moderate-words.ts";
import { asModerator, getByHandle, numberOf, withAs, type As } from "./moderator.ts";
import { wholeNumber, type Run } from "./terminal.ts";

export function moderateCommand(run: Run): Command {
  const moderate = new Command("moderate")
    .description("See what waits for moderators, and do what moderators do; all of it is logged.")
    .addCommand(queueCommand(run))
    .addCommand(ofComment(run, "approve", "Show a comment that is held back."))
    .addCommand(ofComment(run, "hide", "Hide a comment.", { hasReason: true }))
    .addCommand(ofComment(run, "show", "Show a comment again that is hidden."))
    .addCommand(ofComment(run, "dismiss", "Find nothing wrong with a comment that was reported."))
    .addCommand(warnCommand(run))
    .addCommand(suspendCommand(run))
    .addCommand(banCommand(run))
    .addCommand(liftCommand(run))
    .addCommand(undoCommand(run))
    .addCommand(logCommand(run))
    .addCommand(wordsCommand(run));
  for (const command of moderate.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return moderate;
}

interface Options extends As {
  reason?: string;
  say?: string;
  note?: string;
}

const reasonFlag = "--reason <reason>";
const reasonHelp = `why: ${reasons.join(", ")}`;

function withWords(command: Command, { hasReason = false } = {}): Command {
  if (hasReason) command.requiredOption(reasonFlag, reasonHelp);
  return withAs(command)
    .option("--say <sentence>", "a sentence that everybody reads; else the usual one")
    .option("--note <note>", "what moderators alone read");
}

function written({ reason, say, note }: Options): WrittenWords {
  return { reason, sentence: say, note };
}

function ofComment(
  run: Run,
  verdict: Exclude<Verdict, "keep" | "warn">,
  description: string,
  { hasReason = false } = {},
): Command {
  const command = new Command(verdict)
    .description(description)
    .argument("<comment>", "its number, as in /comments/12");
  return withWords(command, { hasReason }).action((comment: string, options: Options) =>
    judge(run, { verdict, comment, options }),
  );
}

const done: Record<Verdict, string> = {
  approve: "is shown now",
  hide: "is hidden",
  show: "is shown again",
  dismiss: "stands; its reports are done with",
  warn: "brought its author a warning",
  keep: "stands",
};

async function judge(
  run: Run,
  { verdict, comment, options }: { verdict: Verdict; comment: string; options: Options },
): Promise<void> {
  const id = numberOf(comment, "comment");
  const isHard = verdict === "hide" || verdict === "warn";
  const words = isHard ? parseVerdictWords(written(options)) : parseMildWords(written(options));
  await asModerator(run, options, async ({ db, by, now }) => {
    const asked = { by, comments: [{ id }], verdict, words, now };
    const { acts, refused } = await judgeComments(db, asked);
    if (refused.length > 0) throw new Invalid(refused[0]!.says);
    run.terminal.out(`Comment ${id} ${done[verdict]}. ${saysUndo(acts[0]!)}`);
  });
}

function saysUndo(act: number): string {
  return `\`broadsheet moderate undo ${act}\` takes that back.`;
}

/** For a comment, or for what they do on the whole. */
function warnCommand(run: Run): Command {
  return ofPerson("warn", "Warn somebody.", { hasReason: true })
    .option("--comment <number>", "for this comment of theirs")
    .action((handle: string, options: WarnOptions) => warn(run, handle, options));
}

interface WarnOptions extends Options {
  comment?: string;
}

async function warn(run: Run, handle: string, options: WarnOptions): Promise<void> {
  const { comment } = options;
  if (comment !== undefined) return await judge(run, { verdict: "warn", comment, options });
  const words = parseVerdictWords(written(options));
  await asModerator(run, options, async ({ db, by, now }) => {
    const { id, name } = await getByHandle(db, handle);
    const act = await warnReader(db, { by, reader: id, words, now });
    run.terminal.out(`${name} is warned. ${saysUndo(act)}`);
  });
}

interface RestrictOptions extends Options {
  days?: number;
  hideComments?: boolean;
}

function ofPerson(name: string, description: string, { hasReason = false } = {}): Command {
  const command = new Command(name)
    .description(description)
    .argument("<handle>", "as in /people/ada-l");
  return withWords(command, { hasReason });
}

const hideFlag = "--hide-comments";
const hideHelp = "hide all that they wrote along; an undo shows it again";

function suspendCommand(run: Run): Command {
  return ofPerson("suspend", "Take somebody’s voice for some days.", { hasReason: true })
    .requiredOption("--days <count>", "for how long", wholeNumber)
    .option(hideFlag, hideHelp)
    .action((handle: string, options: RestrictOptions) => restrict(run, handle, options));
}

function banCommand(run: Run): Command {
  return ofPerson("ban", "Take somebody’s voice for good.", { hasReason: true })
    .option(hideFlag, hideHelp)
    .action((handle: string, options: RestrictOptions) => restrict(run, handle, options));
}

const msPerDay = 86_400_000;
const mostDays = 3650;

async function restrict(run: Run, handle: string, options: RestrictOptions): Promise<void> {
  const { days, hideComments = false } = options;
  const words = parseVerdictWords(written(options));
  if (days !== undefined && (days < 1 || days > mostDays)) {
    throw new Invalid(`A suspension is for 1 to ${mostDays} days; \`ban\` is for good.`);
  }
  await asModerator(run, options, async ({ db, by, now }) => {
    const { id, name } = await getByHandle(db, handle);
    const until =
      days === undefined ? null : new Date(now.getTime() + days * msPerDay).toISOString();
    const secret = await instanceSecret(db);
    const on = { by, reader: id, words, secret, now };
    const act = await restrictReader(db, { ...on, until, hideComments });
    const what = until === null ? "banned" : `suspended until ${until.slice(0, 16)}Z`;
    run.terminal.out(`${name} is ${what}. ${saysUndo(act)}`);
  });
}

function liftCommand(run: Run): Command {
  return ofPerson("lift", "Give somebody their voice back.").action(
    async (handle: string, options: Options) => {
      const words = parseMildWords(written(options));
      await asModerator(run, options, async ({ db, by, now }) => {
        const { id, name } = await getByHandle(db, handle);
        const secret = await instanceSecret(db);
        await liftRestriction(db, { by, reader: id, words, secret, now });
        run.terminal.out(`${name} may write again. What was hidden stays hidden.`);
      });
    },
  );
}

function undoCommand(run: Run): Command {
  const command = new Command("undo")
    .description("Take an act back: what it changed is as it was before.")
    .argument("<act>", "its number, as the log has it");
  return withAs(command).action(async (written: string, options: As) => {
    const act = numberOf(written, "act");
    await asModerator(run, options, async ({ db, by, now }) => {
      await undoAct(db, { act, by, now });
      run.terminal.out(`Act ${act} is taken back.`);
    });
  });
}
