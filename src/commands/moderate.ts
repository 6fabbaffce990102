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
  longestSuspensionDays,
  restrictReader,
  warnReader,
} from "../community/moderation/restricting.ts";
import { undoAct } from "../community/moderation/undoing.ts";
import { Invalid } from "../errors.ts";
import { instanceSecret } from "../store/instance.ts";
import { logCommand, queueCommand, restrictedCommand } from "./moderate-lists.ts";
import { wordsCommand } from "./moderate-words.ts";
import { asModerator, getReaderNamed, numberOf, saysUndo, withAs, type As } from "./moderator.ts";
import { wholeNumberTo, type Run } from "./terminal.ts";

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
    .addCommand(restrictedCommand(run))
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

/** Those that take one comment or several. */
type Ruling = Exclude<Verdict, "keep" | "warn">;

function ofComment(
  run: Run,
  verdict: Ruling,
  description: string,
  { hasReason = false } = {},
): Command {
  const command = new Command(verdict)
    .description(description)
    .argument("<comments...>", "the number, as in /comments/12; or several");
  return withWords(command, { hasReason }).action((comments: string[], options: Options) =>
    judge(run, { verdict, comments, options }),
  );
}

const deeds: Record<Ruling, string> = {
  approve: "is shown now",
  hide: "is hidden",
  show: "is shown again",
  dismiss: "stands; its reports are done with",
};

async function judge(
  run: Run,
  { verdict, comments: named, options }: { verdict: Ruling; comments: string[]; options: Options },
): Promise<void> {
  const comments = [...new Set(named)].map((each) => ({ id: numberOf(each, "comment") }));
  const words =
    verdict === "hide" ? parseVerdictWords(written(options)) : parseMildWords(written(options));
  await asModerator(run, options, async ({ db, by, now }) => {
    const { done, refused } = await judgeComments(db, { by, comments, verdict, words, now });
    for (const { comment, act } of done) {
      run.terminal.out(`Comment ${comment} ${deeds[verdict]}. ${saysUndo(act)}`);
    }
    if (refused.length === 0) return;
    const says = refused.map(({ comment, says }) =>
      named.length === 1 ? says : `Comment ${comment}: ${says}`,
    );
    throw new Invalid(says.join("\n"));
  });
}

/** For a comment, or for what they do on the whole. */
function warnCommand(run: Run): Command {
  return ofPerson("warn", "Warn somebody.", { hasReason: true })
    .option("--comment <number>", "for this comment of theirs")
    .action((who: string, options: WarnOptions) => warn(run, who, options));
}

interface WarnOptions extends Options {
  comment?: string;
}

async function warn(run: Run, who: string, options: WarnOptions): Promise<void> {
  const comment = options.comment === undefined ? undefined : numberOf(options.comment, "comment");
  const words = parseVerdictWords(written(options));
  await asModerator(run, options, async ({ db, by, now }) => {
    const { id, name } = await getReaderNamed(db, who);
    if (comment === undefined) {
      const act = await warnReader(db, { by, reader: id, words, now });
      run.terminal.out(`${name} is warned. ${saysUndo(act)}`);
      return;
    }
    const warning = {
      by,
      comments: [{ id: comment }],
      author: id,
      verdict: "warn",
      words,
      now,
    } as const;
    const { done, refused } = await judgeComments(db, warning);
    for (const { says } of refused) throw new Invalid(says);
    for (const { act } of done) run.terminal.out(`${name} is warned. ${saysUndo(act)}`);
  });
}

interface RestrictOptions extends Options {
  days?: number;
  hideComments?: boolean;
}

function ofPerson(name: string, description: string, { hasReason = false } = {}): Command {
  const command = new Command(name)
    .description(description)
    .argument("<who>", "the handle, as in /people/ada-l, or the mail address");
  return withWords(command, { hasReason });
}

const hideFlag = "--hide-comments";
const hideHelp = "hide all that they wrote along; an undo shows it again";

function suspendCommand(run: Run): Command {
  return ofPerson("suspend", "Take somebody’s voice for some days.", { hasReason: true })
    .requiredOption("--days <count>", "for how long", wholeNumberTo(longestSuspensionDays))
    .option(hideFlag, hideHelp)
    .action((who: string, options: RestrictOptions) => restrict(run, who, options));
}

function banCommand(run: Run): Command {
  return ofPerson("ban", "Take somebody’s voice for good.", { hasReason: true })
    .option(hideFlag, hideHelp)
    .action((who: string, options: RestrictOptions) => restrict(run, who, options));
}

const msPerDay = 86_400_000;

async function restrict(run: Run, who: string, options: RestrictOptions): Promise<void> {
  const { days, hideComments = false } = options;
  const words = parseVerdictWords(written(options));
  await asModerator(run, options, async ({ db, by, now }) => {
    const { id, name } = await getReaderNamed(db, who);
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
    async (who: string, options: Options) => {
      const words = parseMildWords(written(options));
      await asModerator(run, options, async ({ db, by, now }) => {
        const { id, name } = await getReaderNamed(db, who);
        const secret = await instanceSecret(db);
        const act = await liftRestriction(db, { by, reader: id, words, secret, now });
        run.terminal.out(`${name} may write again. What was hidden stays hidden. ${saysUndo(act)}`);
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
