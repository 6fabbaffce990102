// `broadsheet subscription`: who gets the papers by mail or by webhook, one by one. Whole lists are in
// subscription-lists.ts.
import { Command, Option } from "commander";
import type { Config } from "../config.ts";
import { listCategories } from "../catalogue/categories.ts";
import { addressKey, parseAddress } from "../email/subscriptions/address.ts";
import { forgetAddress } from "../email/subscriptions/forget.ts";
import { letterheadOf, type Letterhead } from "../email/letters/letterhead.ts";
import { parseConsent, type Candidate } from "../email/subscriptions/subscription-csv.ts";
import { takeIn } from "../email/subscriptions/subscription-import.ts";
import {
  changeSubscription,
  endSubscription,
  findByAddress,
  isBarred,
  pauseSubscription,
  requestSubscription,
} from "../email/subscriptions/subscriptions.ts";
import { untilFurtherNotice, type Subscription } from "../email/subscriptions/subscription.ts";
import {
  listSuppressed,
  openKeeper,
  type Keeper,
  type SuppressionReason,
} from "../email/subscriptions/suppression.ts";
import { isWebAddress, parseWebhookAddress } from "../email/subscriptions/webhook-address.ts";
import { webhookSecret } from "../email/sending/webhook.ts";
import { parseWish, type WrittenWish } from "../email/subscriptions/parse-wish.ts";
import { clockTime, rhythm, type Wish } from "../email/subscriptions/wish.ts";
import { Invalid, NotFound } from "../errors.ts";
import { dayIn, parseDay, plainDate, type Day } from "../papers/period.ts";
import { readSections, type SavedSection } from "../search/sections.ts";
import type { Database } from "../store/tables.ts";
import {
  exportCommand,
  followsInWords,
  importCommand,
  lengthInWords,
  listCommand,
} from "./subscription-lists.ts";
import { restoreCommand } from "./subscription-restore.ts";
import { wholeNumber, withDatabase, type Run } from "./terminal.ts";

export function subscriptionCommand(run: Run): Command {
  const subscription = new Command("subscription")
    .description(
      "List, add, change and remove those who get the papers; take in and give out lists.",
    )
    .addCommand(listCommand(run))
    .addCommand(addCommand(run))
    .addCommand(changeCommand(run))
    .addCommand(
      ofAddress("pause", "Send nothing for a while.")
        .option("--until <day>", "the first day with mail again (2026-08-31); else until `resume`")
        .action((address: string, options: { until?: string }) => pause(run, address, options)),
    )
    .addCommand(
      ofAddress("resume", "End a pause.").action((address: string) => resume(run, address)),
    )
    .addCommand(
      ofAddress(
        "remove",
        "End a subscription and delete all that holds its address; a keyed hash keeps it from coming back by a list.",
      ).action((address: string) => remove(run, address)),
    )
    .addCommand(restoreCommand(run))
    .addCommand(importCommand(run))
    .addCommand(exportCommand(run));
  for (const command of subscription.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return subscription;
}

function ofAddress(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument("<address>", "the mail address, or the https:// address of a webhook");
}

interface WishOptions {
  daily?: boolean;
  weekly?: boolean;
  alert?: boolean;
  section?: string[];
  query?: string[];
  papers?: number;
  minutes?: number;
  /** `false` by `--no-at` */
  at?: string | false;
  timeZone?: string;
  follows?: boolean;
  length?: boolean;
}

interface AddOptions extends WishOptions {
  confirmed?: boolean;
  consent?: string;
}

function withWish(command: Command): Command {
  const each = (next: string, before: string[] = []) => [...before, next];
  return command
    .addOption(new Option("--daily", "weekdays").conflicts(["weekly", "alert"]))
    .addOption(new Option("--weekly", "once a week").conflicts("alert"))
    .option("--alert", "weekdays, but only when something that is followed was found")
    .option("--section <section>", "what to follow, such as cs.RO; may be repeated", each)
    .option("--query <query>", "a search to follow; may be repeated", each)
    .addOption(
      new Option("--papers <count>", "how many papers at most")
        .argParser(wholeNumber)
        .conflicts("minutes"),
    )
    .addOption(
      new Option("--minutes <count>", "how many minutes of reading").argParser(wholeNumber),
    )
    .option("--at <time>", "at which hour, such as 07:00")
    .option("--time-zone <zone>", "on which clock, such as Europe/Berlin");
}

function addCommand(run: Run): Command {
  return withWish(
    ofAddress("add", "Send a letter with the button that subscribes; or subscribe at once."),
  )
    .option("--confirmed", "subscribe at once, without a letter; --consent says why that is right")
    .option("--consent <note>", 'where the yes came from, "signed the sheet at the seminar"')
    .action((address: string, options: AddOptions) =>
      isWebAddress(address) ? addWebhook(run, address, options) : add(run, address, options),
    );
}

function changeCommand(run: Run): Command {
  return withWish(ofAddress("change", "Change what a subscription gets; the rest stays."))
    .option("--no-follows", "follow nothing of its own: the whole edition")
    .option("--no-length", "as long as is usual here")
    .option("--no-at", "at the hour that is usual here")
    .action((address: string, options: WishOptions) => change(run, address, options));
}

/** What the commands about one subscription work with. */
interface Desk {
  db: Database;
  config: Config;
  keeper: Keeper;
  letterhead: Letterhead;
  saved: SavedSection[];
  categories: ReadonlySet<string>;
  today: Day;
  now: Date;
}

async function atDesk(run: Run, act: (desk: Desk) => Promise<void>): Promise<void> {
  await withDatabase(run, async (db, config) => {
    const now = new Date();
    const today = dayIn(config.TIME_ZONE, now);
    const saved = readSections(config.CONFIG_FILE, { today });
    const keeper = await openKeeper(db, config.DATA_DIR);
    const letterhead = letterheadOf({ config, secret: keeper.secret });
    const categories = await listCategories(db);
    await act({ db, config, keeper, letterhead, saved, categories, today, now });
  });
}

async function add(run: Run, written: string, options: AddOptions): Promise<void> {
  const { terminal } = run;
  const address = parseAddress(written);
  if (!options.confirmed && options.consent !== undefined) {
    throw new Invalid(
      "--consent goes with --confirmed; without it, the button in the letter is the consent.",
    );
  }
  if (options.confirmed && options.consent === undefined) {
    throw new Invalid(
      'To subscribe somebody at once, say where the yes came from: --consent "signed the sheet at the seminar".',
    );
  }
  const consent = options.confirmed ? parseConsent(options.consent ?? "") : undefined;
  await atDesk(run, async (desk) => {
    const { db, letterhead, now } = desk;
    const wish = parseWish(writtenWish(options), desk);
    const before = await findByAddress(db, addressKey(address));
    if (before?.status === "confirmed") throw alreadySubscribed(before);
    if (consent === undefined) {
      await refuseBarred(desk, address);
      await requestSubscription(db, { address, wish, letterhead, now });
      terminal.out(
        `A letter with a button waits in the outbox for ${address}, three a day at most; who presses it within 7 days is subscribed.`,
      );
      return;
    }
    const candidate = { channel: "mail" as const, address, addressKey: addressKey(address), wish };
    await takeOne(desk, candidate, consent);
    terminal.out(`${address} is subscribed: ${inWords(wish, letterhead)}.`);
  });
}

async function refuseBarred({ db, keeper }: Desk, address: string): Promise<void> {
  const key = addressKey(address);
  const reason = (await listSuppressed(db, keeper, [key])).get(key);
  if (reason === undefined || !isBarred(reason)) return;
  throw new Invalid(
    `${address} ${whyNot[reason]} Not even a letter that asks goes there; if that is a mistake, \`broadsheet subscription restore ${address}\` takes it back.`,
  );
}

async function addWebhook(run: Run, written: string, options: AddOptions): Promise<void> {
  const address = parseWebhookAddress(written);
  const consent = parseConsent(options.consent ?? "added by the owner");
  await atDesk(run, async (desk) => {
    const wish = parseWish(writtenWish(options), desk);
    const of = { channel: "webhook" as const, address, addressKey: address };
    await takeOne(desk, { ...of, wish }, consent);
    const { db, keeper, letterhead } = desk;
    const webhook = await find(db, address);
    run.terminal.out(`${address} is called: ${inWords(wish, letterhead)}.`);
    run.terminal.out(`Its signing secret is ${webhookSecret(keeper.secret, webhook)}`);
  });
}

async function takeOne(
  { db, keeper, letterhead, now }: Desk,
  candidate: Candidate,
  consent: string,
): Promise<void> {
  const [taken] = await takeIn(db, keeper, [candidate], { consent, letterhead, now });
  const outcome = taken?.outcome;
  if (outcome === undefined || outcome === "taken" || outcome === "asked again") return;
  if (outcome === "known") throw alreadySubscribed(await find(db, candidate.address));
  if (outcome === "bad") throw new Invalid(candidate.fault);
  const how = isBarred(outcome)
    ? "if its suppression is a mistake, `broadsheet subscription restore` takes it back."
    : "without --confirmed, a letter with a button goes there.";
  throw new Invalid(
    `${candidate.address} ${whyNot[outcome]} Only a fresh yes brings mail back: ${how}`,
  );
}

const whyNot: Record<SuppressionReason, string> = {
  unsubscribed: "left before.",
  hard: "is an address whose mail came back for good.",
  soft: "is an address whose mail came back again and again.",
  complaint: "reported our mail as spam.",
  owner: "was blocked by the owner.",
};

function alreadySubscribed({ address, confirmedAt = "" }: Subscription): Invalid {
  return new Invalid(
    `${address} is subscribed already, since ${plainDate(confirmedAt.slice(0, 10))}; \`broadsheet subscription change\` changes what it gets.`,
  );
}

async function change(run: Run, written: string, options: WishOptions): Promise<void> {
  if (isAsBefore(options)) {
    throw new Invalid("Say what to change, such as --weekly; --help tells what there is.");
  }
  await atDesk(run, async (desk) => {
    const { db, letterhead } = desk;
    const { id, address, wish: before } = await findSubscribed(db, written);
    const wish = parseWish(changedWish(before, options), desk);
    await changeSubscription(db, { id, wish, now: new Date() });
    run.terminal.out(`${address} now gets: ${inWords(wish, letterhead)}.`);
  });
}

async function pause(run: Run, written: string, { until }: { until?: string }): Promise<void> {
  await atDesk(run, async ({ db, today }) => {
    const day = until === undefined ? untilFurtherNotice : parseDay(until);
    if (day === undefined) {
      throw new Invalid(`--until takes a day such as 2026-08-31, not "${until}".`);
    }
    if (day <= today) throw new Invalid(`${plainDate(day)} does not lie ahead.`);
    const { id, address } = await findSubscribed(db, written);
    await pauseSubscription(db, { id, until: day });
    run.terminal.out(
      until === undefined
        ? `${address} gets nothing until \`broadsheet subscription resume\`.`
        : `${address} gets nothing before ${plainDate(day)}.`,
    );
  });
}

async function resume(run: Run, written: string): Promise<void> {
  await atDesk(run, async ({ db, letterhead }) => {
    const { id, address, wish } = await findSubscribed(db, written);
    await pauseSubscription(db, { id, until: undefined });
    run.terminal.out(`${address} gets: ${inWords(wish, letterhead)}.`);
  });
}

async function remove(run: Run, written: string): Promise<void> {
  await atDesk(run, async ({ db, keeper, now }) => {
    const { id, channel, address, addressKey } = await find(db, written);
    // A webhook is the owner's own, and may come back.
    if (channel === "mail") await endSubscription(db, keeper, { id, addressKey, now });
    await forgetAddress(db, { id, addressKey, dataDir: keeper.dataDir });
    run.terminal.out(
      channel === "mail"
        ? `${address} is deleted. A hash of it stays, so that no list and no backup brings it back.`
        : `${address} is deleted and called no more.`,
    );
  });
}

async function find(db: Database, written: string): Promise<Subscription> {
  const isWebhook = isWebAddress(written);
  const address = isWebhook ? parseWebhookAddress(written) : parseAddress(written);
  const found = await findByAddress(db, isWebhook ? address : addressKey(address));
  if (found) return found;
  throw new NotFound(
    `There is no subscription of ${address}. \`broadsheet subscription list --find TEXT\` looks for a part of it.`,
  );
}

async function findSubscribed(db: Database, written: string): Promise<Subscription> {
  const found = await find(db, written);
  if (found.status === "confirmed") return found;
  throw new Invalid(
    found.status === "pending"
      ? `${found.address} has not pressed the button in its letter yet.`
      : `${found.address} has left; \`broadsheet subscription add\` sends a letter that asks again.`,
  );
}

function writtenWish(options: WishOptions): WrittenWish {
  const { section, query, papers, minutes, at, timeZone } = options;
  if (timeZone !== undefined && typeof at !== "string") {
    throw new Invalid("--time-zone goes with --at: say at which hour on that clock.");
  }
  return {
    frequency: frequencyOf(options) ?? "daily",
    sections: section,
    queries: query,
    length: writtenLength({ papers, minutes }),
    hour: at || undefined,
    timeZone,
  };
}

/** What the subscription had, but for what the options say. */
function changedWish(before: Wish, options: WishOptions): WrittenWish {
  const { section, query, papers, minutes, at, timeZone } = options;
  const keepsFollows = !section && !query && options.follows !== false;
  const keepsLength = papers === undefined && minutes === undefined && options.length !== false;
  const hour = before.hour === undefined ? undefined : clockTime(before.hour);
  if (timeZone !== undefined && (at === false || (at === undefined && hour === undefined))) {
    throw new Invalid("--time-zone goes with --at: say at which hour on that clock.");
  }
  return {
    frequency: frequencyOf(options) ?? before.frequency,
    sections: keepsFollows ? sectionsOf(before) : section,
    queries: keepsFollows ? queriesOf(before) : query,
    following: keepsFollows && before.follows.some((each) => "following" in each),
    length: writtenLength(keepsLength ? before : { papers, minutes }),
    hour: at === false ? undefined : (at ?? hour),
    timeZone: timeZone ?? before.timeZone,
  };
}

function isAsBefore({ follows = true, length = true, ...others }: WishOptions): boolean {
  return follows && length && Object.values(others).every((value) => value === undefined);
}

function frequencyOf({ daily, weekly, alert }: WishOptions): Wish["frequency"] | undefined {
  if (alert) return "alert";
  if (weekly) return "weekly";
  return daily ? "daily" : undefined;
}

function writtenLength({ papers, minutes }: Pick<Wish, "papers" | "minutes">): string | undefined {
  if (papers !== undefined) return `${papers} papers`;
  return minutes === undefined ? undefined : `${minutes} minutes`;
}

function sectionsOf({ follows }: Wish): string[] {
  return follows.flatMap((each) => ("section" in each ? [each.section] : []));
}

function queriesOf({ follows }: Wish): string[] {
  return follows.flatMap((each) => ("query" in each ? [each.query] : []));
}

function inWords(wish: Wish, letterhead: Letterhead): string {
  const parts = [rhythm(wish, letterhead), followsInWords(wish), lengthInWords(wish)];
  return parts.filter(Boolean).join("; ");
}
