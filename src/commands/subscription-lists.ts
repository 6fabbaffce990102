// Whole lists of subscriptions: shown, taken in from CSV, given out as CSV.
import { once } from "node:events";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Command, Option } from "commander";
import { listCategories } from "../catalogue/categories.ts";
import { openAddressFile, visible } from "../email/subscriptions/address-file.ts";
import { letterheadOf, type Letterhead } from "../email/letters/letterhead.ts";
import { refuseUnknownWords } from "../email/subscriptions/list-standing.ts";
import {
  allColumns,
  lineOf,
  parseConsent,
  plainColumns,
} from "../email/subscriptions/subscription-csv.ts";
import {
  importSubscriptions,
  type ImportReceipt,
} from "../email/subscriptions/subscription-import.ts";
import {
  listSubscriptions,
  type Filter,
  type Listed,
} from "../email/subscriptions/subscription-list.ts";
import { untilFurtherNotice } from "../email/subscriptions/subscription.ts";
import { openKeeper } from "../email/subscriptions/suppression.ts";
import { rhythm, type Follow, type Wish } from "../email/subscriptions/wish.ts";
import { Invalid } from "../errors.ts";
import { dayIn, plainDate, type Day } from "../papers/period.ts";
import { readSections } from "../search/sections.ts";
import { instanceSecret } from "../store/instance.ts";
import { grouped, withDatabase, type Run } from "./terminal.ts";

const faultsShown = 20;

export function listCommand(run: Run): Command {
  return new Command("list")
    .description("Show who is subscribed, to what, since when, and where the yes came from.")
    .addOption(
      new Option("--status <status>", "only those").choices([
        "confirmed",
        "pending",
        "unsubscribed",
      ]),
    )
    .option("--find <text>", "only addresses that hold this")
    .action((filter: Filter) => list(run, filter));
}

export function importCommand(run: Run): Command {
  return new Command("import")
    .description(
      "Take in a list of addresses; each gets a letter with the button that subscribes. Whoever is known keeps what there is, and whoever left stays left.",
    )
    .argument(
      "<file>",
      "CSV with a column address or email, and frequency (daily, weekly) if there is one; or an address a line; - is what is piped in",
    )
    .option("--confirmed", "subscribe them at once, without letters: they said yes elsewhere")
    .option("--consent <note>", 'with --confirmed: where that was, "members of 2026"')
    .action((file: string, options: ImportOptions) => importList(run, file, options));
}

export function exportCommand(run: Run): Command {
  return new Command("export")
    .description("Print the subscribed mail addresses as CSV: address,frequency.")
    .option("--all", "everybody, also those who left, and all that is known of them")
    .action(({ all = false }: { all?: boolean }) => exportList(run, { all }));
}

async function list(run: Run, filter: Filter): Promise<void> {
  const { terminal } = run;
  await withDatabase(run, async (db, config) => {
    const letterhead = letterheadOf({ config, secret: await instanceSecret(db) });
    const today = dayIn(config.TIME_ZONE, new Date());
    const counts = { confirmed: 0, pending: 0, unsubscribed: 0 };
    let paused = 0;
    let webhooks = 0;
    const read = patience();
    for await (const subscription of listSubscriptions(db, filter)) {
      counts[subscription.status]++;
      if (isPaused(subscription, today)) paused++;
      if (subscription.channel === "webhook") webhooks++;
      terminal.out(inOneLine(subscription, { letterhead, today }));
      await read();
    }
    const total = Object.entries({ ...counts, paused, webhooks });
    terminal.out(total.map(([name, count]) => `${name} ${grouped(count)}`).join(", "));
  });
}

function inOneLine(
  subscription: Listed,
  { letterhead, today }: { letterhead: Letterhead; today: Day },
): string {
  const { address, status, wish, pausedUntil, consent } = subscription;
  const parts = [
    address,
    status,
    rhythm(wish, letterhead),
    since(subscription),
    isPaused(subscription, today) &&
      (pausedUntil === untilFurtherNotice ? "paused" : `paused until ${plainDate(pausedUntil!)}`),
    followsInWords(wish),
    lengthInWords(wish),
    consent,
  ];
  return parts.flatMap((part) => (part ? [visible(part)] : [])).join("  ");
}

function since({ status, createdAt, confirmedAt, unsubscribedAt }: Listed): string {
  const at = { pending: createdAt, confirmed: confirmedAt, unsubscribed: unsubscribedAt }[status];
  return `since ${plainDate((at ?? createdAt).slice(0, 10))}`;
}

function isPaused({ status, pausedUntil }: Listed, today: Day): boolean {
  return status === "confirmed" && pausedUntil !== undefined && pausedUntil > today;
}

export function followsInWords({ follows }: Wish): string {
  if (follows.length === 0) return "the whole edition";
  return `follows ${follows.map(followInWords).join(", ")}`;
}

function followInWords(follow: Follow): string {
  if ("following" in follow) return "what the account follows";
  return "section" in follow ? follow.section : `“${follow.query}”`;
}

/** Empty where the instance decides. */
export function lengthInWords({ papers, minutes }: Wish): string {
  if (papers !== undefined) return papers === 1 ? "1 paper" : `${papers} papers`;
  if (minutes !== undefined) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return "";
}

interface ImportOptions {
  confirmed?: boolean;
  consent?: string;
}

async function importList(run: Run, path: string, options: ImportOptions): Promise<void> {
  const { terminal } = run;
  const { confirmed = false } = options;
  if (!confirmed && options.consent !== undefined) {
    throw new Invalid(
      "--consent goes with --confirmed; without it, the button in each letter is the consent.",
    );
  }
  const consent = options.consent === undefined ? undefined : parseConsent(options.consent);
  const name = path === "-" ? "what was piped in" : path;
  await withDatabase(run, async (db, config) => {
    const now = new Date();
    const today = dayIn(config.TIME_ZONE, now);
    const saved = readSections(config.CONFIG_FILE, { today });
    const keeper = await openKeeper(db, config.DATA_DIR);
    const usual = `imported from ${visible(path === "-" ? name : basename(path)).slice(0, 100)} on ${plainDate(today)}; the owner says that they asked`;
    const show = progressOf(name, Date.now());
    let faults = 0;
    try {
      // A list is read twice, since what is to be asked is asked before anybody is taken.
      const piped = path === "-" ? await buffer(process.stdin) : undefined;
      const open = () => openAddressFile(path, piped && Readable.from([piped]));
      await refuseUnknownWords(await open());
      const receipt = await importSubscriptions(db, keeper, await open(), {
        consent: confirmed ? (consent ?? usual) : undefined,
        letterhead: letterheadOf({ config, secret: keeper.secret }),
        now,
        saved,
        categories: await listCategories(db),
        today,
        onProgress: (progress) => terminal.progress(show(progress)),
        onBad({ line, fault }) {
          faults++;
          if (faults <= faultsShown) terminal.error(`${name}, line ${grouped(line)}: ${fault}`);
        },
      });
      if (faults > faultsShown) {
        terminal.error(`${name}: and ${grouped(faults - faultsShown)} more lines.`);
      }
      terminal.out(`${name}: ${receiptOf(receipt)}`);
      const served = receipt.taken + receipt.askedAgain;
      if (served > 0) terminal.out(whatNow(served, confirmed));
      if (served + receipt.known === 0 && !isOnlyOfGone(receipt)) run.exitCode = 1;
    } catch (cause) {
      if (!(cause instanceof Invalid)) throw cause;
      throw new Invalid(`${name} ${cause.message.replace(/\.?$/, ".")}`, { cause });
    }
  });
}

/** Such a list says only to whom nothing is to be sent, and that was heard. */
function isOnlyOfGone({ leftOut, bad }: ImportReceipt): boolean {
  return bad === 0 && leftOut.size > 0;
}

function whatNow(taken: number, confirmed: boolean): string {
  if (confirmed) {
    return taken === 1
      ? "It is subscribed, and gets the next edition."
      : `${grouped(taken)} are subscribed, and get the next edition.`;
  }
  const wait =
    taken === 1 ? "A letter with a button waits" : `${grouped(taken)} letters with a button wait`;
  return `${wait} in the outbox; the server or \`broadsheet send\` delivers. Who presses the button within 7 days is subscribed.`;
}

const whyLeftOut: Record<string, string> = {
  unsubscribed: "who left before",
  hard: "whose mail came back for good",
  soft: "whose mail came back again and again",
  complaint: "who reported our mail as spam",
  owner: "whom the owner blocked",
};

function receiptOf({ taken, askedAgain, known, leftOut, bad }: ImportReceipt): string {
  const reasons = [...leftOut].map(
    ([why, count]) => `${grouped(count)} ${whyLeftOut[why] ?? `${why} there`}`,
  );
  const total = [...leftOut.values()].reduce((sum, count) => sum + count, 0);
  const shown = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  const again = askedAgain === 0 ? "" : `, asked again ${grouped(askedAgain)}`;
  return `taken ${grouped(taken)}${again}, known before ${grouped(known)}, left out ${grouped(total)}${shown}, bad lines ${grouped(bad)}`;
}

function progressOf(
  name: string,
  startedAt: number,
): (progress: ImportReceipt & { share: number }) => string {
  return ({ taken, known, share }) => {
    const seconds = Math.max(0.001, (Date.now() - startedAt) / 1000);
    const percent = share > 0 ? `, ${Math.round(share * 100)} %` : "";
    return `${name}: taken ${grouped(taken)}, known before ${grouped(known)}, ${grouped(Math.round((taken + known) / seconds))} a second${percent}`;
  };
}

async function exportList(run: Run, { all }: { all: boolean }): Promise<void> {
  const { terminal } = run;
  await withDatabase(run, async (db, { DATA_DIR: dataDir }) => {
    const keeper = await openKeeper(db, dataDir);
    const filter: Filter = all
      ? { channel: "mail", keeper }
      : { channel: "mail", status: "confirmed" };
    const read = patience();
    terminal.out((all ? allColumns : plainColumns).join(","));
    for await (const subscription of listSubscriptions(db, filter)) {
      terminal.out(lineOf(subscription, { all }));
      await read();
    }
  });
}

/** Waits for a slow reader (`| less`), so that lines do not pile up in memory. */
function patience(): () => Promise<void> {
  const { stdout } = process;
  let isRead = true;
  return async () => {
    if (!isRead || !stdout.writableNeedDrain) return;
    // Whoever ends the reading ends the waiting, by an error that the terminal knows.
    await once(stdout, "drain").catch(() => (isRead = false));
  };
}
