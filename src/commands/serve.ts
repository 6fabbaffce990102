import { createAdaptorServer } from "@hono/node-server";
import { Command } from "commander";
import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import pino from "pino";
import { createApp } from "../app.ts";
import { openAccounts } from "../community/accounts/accounts.ts";
import { findOwner } from "../community/readers.ts";
import { makeOwnerLink } from "../community/owner.ts";
import { showSample } from "../catalogue/sample.ts";
import { systemClock } from "../clock.ts";
import { readConfig, type Config } from "../config.ts";
import { getEdition } from "../editions/edition.ts";
import { listNewestEditions, newestEditions } from "../editions/newest-editions.ts";
import { openDkim } from "../email/sending/dkim.ts";
import { letterheadOf } from "../email/letters/letterhead.ts";
import { openMailer, whyHeld } from "../email/sending/mailer.ts";
import { openKeeper } from "../email/subscriptions/suppression.ts";
import { Misconfigured } from "../errors.ts";
import { openHubTeller } from "../hub-teller.ts";
import { links } from "../links.ts";
import { listNextRuns, startHarvester, type Harvester } from "../harvester.ts";
import { dayIn, dayPeriod } from "../papers/period.ts";
import { openJudges } from "../ranking/judgements.ts";
import { startScheduler } from "../scheduler.ts";
import { endpointOf } from "../search/endpoint/endpoint.ts";
import { openSearchIndex } from "../search/index/search-index.ts";
import { readSections } from "../search/sections.ts";
import { openDatabase } from "../store/database.ts";
import { tellWeather } from "./tell-harvest.ts";
import type { Run } from "./terminal.ts";

export function serveCommand(run: Run): Command {
  return new Command("serve")
    .description(
      "Serve the pages, gather what is announced, and send the mail that is due, until stopped.",
    )
    .action(() => serve(run));
}

async function serve({ environment, terminal }: Run): Promise<void> {
  const config = readConfig(environment);
  const logger = pino({ level: config.LOG_LEVEL }, pino.destination(2));
  const log = (message: string, fields: object & { error?: unknown } = {}) => {
    const { error, ...rest } = fields;
    if (error === undefined) logger.info(rest, message);
    else logger.error({ ...rest, err: error }, message);
  };
  const clock = () => new Date();
  const today = dayIn(config.TIME_ZONE, clock());
  const sections = readSections(config.CONFIG_FILE, { today });
  const dkim = await openDkim(config);

  const db = openDatabase(config.DATA_DIR);
  await showSample(db, clock());
  const index = openSearchIndex({
    db,
    dataDir: config.DATA_DIR,
    log,
    givesWay: true,
    endpoint: endpointOf(config),
  });
  const keeper = await openKeeper(db, config.DATA_DIR);
  const held = whyHeld({ config });
  const mailer = held
    ? undefined
    : openMailer({
        smtpUrl: config.SMTP_URL,
        dataDir: config.DATA_DIR,
        concurrency: config.MAIL_CONCURRENCY,
        dkim,
      });
  const letterhead = letterheadOf({ config, secret: keeper.secret });
  const judge = openJudges(db, { dataDir: config.DATA_DIR, log });
  const scheduler = startScheduler({
    db,
    config,
    letterhead,
    mailer,
    judge,
    keeper,
    finder: index,
    sections,
    clock,
    log,
  });
  const accounts = openAccounts({ db, secret: keeper.secret, config, clock, log });
  const app = createApp({
    db,
    accounts,
    finder: index,
    judge,
    intake: () => index.intake(),
    config,
    sections,
    secret: keeper.secret,
    clock,
    log,
    mailState: () => mailer?.kind ?? "held",
    outboxChanged: scheduler.wake,
    nextRuns: async () => [
      ...(await listNextRuns(db, { config, now: clock() })),
      ...scheduler.nextRuns(),
    ],
  });

  const hubTeller = openHubTeller({ db, config, sections, log });
  let harvester: Harvester | undefined;
  let readingAhead: Promise<void> | undefined;
  let stopping = false;

  /** So that the first to ask for the page of the day, or for the feed, need not wait until papers are read. */
  async function readAhead(): Promise<void> {
    try {
      for (const { day } of await listNewestEditions(db, { most: newestEditions })) {
        if (stopping) return;
        await getEdition(db, { period: dayPeriod(day), judge });
      }
    } catch (error) {
      log("Reading the newest editions ahead failed", { error });
    }
  }

  async function offerOwnership(): Promise<void> {
    if (await findOwner(db)) return;
    const options = { secret: keeper.secret, now: clock(), holdsMs: 24 * 3_600_000 };
    const link = new URL(links.owner(await makeOwnerLink(db, options)), config.SITE_URL);
    terminal.out(`Nobody owns this site yet. To make it yours, open within a day: ${link.href}`);
  }

  function startHarvesting(): Harvester {
    return startHarvester({
      db,
      config,
      clock: systemClock,
      log,
      onProgress: (line) => terminal.progress(line),
      onHarvested(harvest, news) {
        logger.debug(harvest, "Harvested");
        if (news) tellWeather(harvest, terminal);
        if (harvest.new > 0) {
          scheduler.editionChanged();
          hubTeller.editionChanged();
          readingAhead = readAhead();
        }
      },
    });
  }

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  try {
    const { port } = await listen(server, config);
    index.follow();
    readingAhead = readAhead();
    terminal.out(`${config.SITE_NAME} is at http://${config.HOST}:${port}`);
    if (held) terminal.error(held);
    else if (!config.SMTP_URL) {
      terminal.error(`No SMTP_URL is set, so mail is written to ${config.DATA_DIR}/mail.`);
    }
    await offerOwnership();
    harvester = config.SOURCES.size > 0 ? startHarvesting() : undefined;
    await stopSignal();
  } finally {
    stopping = true;
    server.close();
    await harvester?.stop();
    await scheduler.stop();
    await hubTeller.stop();
    await readingAhead;
    await mailer?.close();
    await index.close();
    await db.destroy();
  }
}

async function listen(server: Server, { PORT, HOST }: Config): Promise<AddressInfo> {
  server.listen(PORT, HOST);
  try {
    await once(server, "listening");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new Misconfigured(
        `Port ${PORT} on ${HOST} is in use, perhaps by another Broadsheet. Stop that one, or choose another PORT.`,
        { cause },
      );
    }
    throw new Misconfigured(`HOST ${HOST} with PORT ${PORT} cannot be listened on (${code}).`, {
      cause,
    });
  }
  return server.address() as AddressInfo;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
