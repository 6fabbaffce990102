// Looks at everything that a sound instance needs, and says what to do about the rest.
import { Command } from "commander";
import { statfs } from "node:fs/promises";
import { askingOf } from "../catalogue/harvest/gather.ts";
import { countUnindexed } from "../catalogue/unindexed.ts";
import { findFuture } from "../catalogue/harvest/health.ts";
import { sourcesOf, type Source } from "../catalogue/harvest/harvests.ts";
import { listNextHarvests } from "../catalogue/harvest/next-harvests.ts";
import { catalogueSize } from "../catalogue/papers.ts";
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { checkMailServer, whyHeld } from "../email/sending/mailer.ts";
import { findPause, sayPaused } from "../email/sending/mail-pause.ts";
import { SourceError } from "../errors.ts";
import { ok, warn, wrong, type Finding } from "../finding.ts";
import { lastYearKnown } from "../papers/announcement-calendar.ts";
import { askEndpoint, checkLength } from "../search/endpoint/ask-endpoint.ts";
import { findFault } from "../search/endpoint/embedding-fault.ts";
import { endpointOf, modelNameOf } from "../search/endpoint/endpoint.ts";
import { waitMs } from "../search/endpoint/query-vectors.ts";
import { countVectors, findModel } from "../search/endpoint/stored-vectors.ts";
import { checkDatabase } from "../store/health.ts";
import type { Database } from "../store/tables.ts";
import { findTurns } from "../store/turns.ts";
import { lookAt } from "../sources/http/look-at.ts";
import { dailyPapersAddress } from "../sources/hugging-face/daily-papers.ts";
import { askedToWait, type Host } from "../turns.ts";
import { doctorMailCommand } from "./doctor-mail.ts";
import { withIndex } from "./take-in.ts";
import { tellFindings } from "./tell-findings.ts";
import { grouped, minuteOf, withDatabase, type Run } from "./terminal.ts";

const nodeWanted = 24;
const megabyte = 1e6;
const tooLittleMb = 100;
const littleMb = 2000;
const clockMayDifferS = 120;

export function doctorCommand(run: Run): Command {
  const doctor = new Command("doctor")
    .description("Check Node, disk, clock, database, sources and mail, and say what to do.")
    .option("--offline", "leave out what asks somebody over the network")
    .action(({ offline = false }: { offline?: boolean }) => examine(run, offline))
    .addCommand(doctorMailCommand(run));
  for (const command of doctor.commands) {
    command.exitOverride().showHelpAfterError("(--help tells more)");
  }
  return doctor;
}

async function examine(run: Run, offline: boolean): Promise<void> {
  await withDatabase(run, async (db, config) => {
    await tellFindings(run, look(db, config, offline));
  });
}

async function* look(db: Database, config: Config, offline: boolean): AsyncGenerator<Finding> {
  const checks: ((db: Database, config: Config) => Promise<Finding[]>)[] = [
    checkNode,
    checkDisk,
    checkStore,
    checkIndex,
    checkEmbeddings,
    checkCalendar,
    checkBook,
    checkHarvests,
    checkPause,
    ...(offline ? [] : [checkEndpoint, checkSources, checkMail]),
  ];
  for (const check of checks) yield* await check(db, config);
}

async function checkNode(): Promise<Finding[]> {
  const version = process.versions.node;
  return [
    Number(version.split(".")[0]) >= nodeWanted
      ? ok("node", `Node ${version}`)
      : wrong("node", `Node ${version} is too old; run \`npm ci\`, which brings ${nodeWanted}.`),
  ];
}

async function checkPause(db: Database): Promise<Finding[]> {
  const pause = await findPause(db);
  return pause ? [wrong("mail", `${sayPaused(pause)} \`broadsheet send --resume\` goes on.`)] : [];
}

async function checkDisk(_db: Database, { DATA_DIR }: Config): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(DATA_DIR);
  const freeMb = Math.floor((bavail * bsize) / megabyte);
  const said = `${grouped(freeMb)} MB free for ${DATA_DIR}`;
  if (freeMb < tooLittleMb) {
    return [wrong("disk", `${said}: make room, or nothing can be saved.`)];
  }
  return [
    freeMb < littleMb ? warn("disk", `${said}: that will not do for long.`) : ok("disk", said),
  ];
}

async function checkStore(db: Database): Promise<Finding[]> {
  const { faults, size, sqliteVersion } = await checkDatabase(db);
  const { papers, sample } = await catalogueSize(db);
  const held = sample ? "the sample" : `${grouped(papers)} papers`;
  const said = `${Math.ceil(size / megabyte)} MB with ${held}, SQLite ${sqliteVersion}`;
  if (faults.length === 0) return [ok("database", said)];
  return [
    wrong(
      "database",
      `it is damaged (${faults[0]}). Stop the server and bring back the last backup.`,
    ),
  ];
}

async function checkIndex(db: Database, config: Config): Promise<Finding[]> {
  const waiting = await countUnindexed(db);
  if (waiting > 0) {
    return [
      warn(
        "index",
        `${grouped(waiting)} papers wait to be taken in; a running server does that, or \`broadsheet index\`.`,
      ),
    ];
  }
  const { papers } = await catalogueSize(db);
  const indexed = await withIndex({ db, config }, (index) => index.count());
  if (indexed.papers === papers) return [ok("index", "every paper can be found")];
  return [
    wrong(
      "index",
      `it holds ${grouped(indexed.papers)} of ${grouped(papers)} papers; run \`broadsheet index --rebuild\`.`,
    ),
  ];
}

async function checkEmbeddings(db: Database, config: Config): Promise<Finding[]> {
  const endpoint = endpointOf(config);
  if (!endpoint) return [];
  const { done, of, without } = await countVectors(db, modelNameOf(endpoint));
  const said = `${endpoint.model} has taken in ${grouped(done)} of ${grouped(of)} papers`;
  const fault = done < of ? await findFault(db) : undefined;
  if (fault) return [warn("embeddings", `${said}. It waits: ${fault.message}`)];
  if (done < of) {
    const until =
      "a running server goes on, or `broadsheet index`; until then the built-in model serves.";
    return [warn("embeddings", `${said}; ${until}`)];
  }
  const others = without > 0 ? `, and could make nothing of ${grouped(without)}` : "";
  return [ok("embeddings", `${said}${others}`)];
}

async function checkEndpoint(db: Database, config: Config): Promise<Finding[]> {
  const endpoint = endpointOf(config);
  if (!endpoint) return [];
  const began = performance.now();
  try {
    const { signal } = new AbortController();
    const [vector] = await askEndpoint(endpoint, ["A test."], { signal, timeoutMs: 20_000 });
    const tookMs = Math.round(performance.now() - began);
    const model = await findModel(db, modelNameOf(endpoint));
    if (model) checkLength(endpoint, vector!.length, model.dimensions);
    const said = `${endpoint.model} at ${endpoint.host} gives ${vector!.length} numbers, in ${grouped(tookMs)} ms`;
    return [
      tookMs > waitMs
        ? warn(
            "embeddings",
            `${said}: too late for those who search, the built-in model stands in.`,
          )
        : ok("embeddings", said),
    ];
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return [wrong("embeddings", `${error.message} Until then, the built-in model serves.`)];
  }
}

async function checkCalendar(_db: Database, config: Config): Promise<Finding[]> {
  const now = systemClock.now();
  const said = `it is ${minuteOf(now)} here`;
  const year = now.getUTCFullYear();
  const isKnown =
    year <= lastYearKnown ||
    [...config.ARXIV_DEFERRALS].some((day) => day.startsWith(String(year)));
  if (isKnown) return [ok("clock", said)];
  return [
    ok("clock", said),
    warn(
      "calendar",
      `arXiv’s deferred announcements of ${year} are not known to this version; update, or list them in ARXIV_DEFERRALS (info.arxiv.org/help/availability.html).`,
    ),
  ];
}

async function checkBook(db: Database): Promise<Finding[]> {
  const soon = new Date(systemClock.now().getTime() + clockMayDifferS * 1000);
  const future = await findFuture(db, soon);
  if (!future) return [];
  const { harvests, latest } = future;
  const those = harvests === 1 ? "one harvest is" : `${grouped(harvests)} harvests are`;
  return [
    warn(
      "clock",
      `${those} dated in the future, up to ${minuteOf(new Date(latest))}: this clock was ahead then, or is behind now. Let it be set over the network.`,
    ),
  ];
}

async function checkHarvests(db: Database, config: Config): Promise<Finding[]> {
  if (config.SOURCES.size === 0) {
    return [warn("harvest", "nothing is gathered by itself, because SOURCES is none.")];
  }
  const next = await listNextHarvests(db, {
    now: systemClock.now(),
    deferrals: config.ARXIV_DEFERRALS,
    hosts: config.SOURCES,
  });
  return next.map(({ source, at, again, reason }) => {
    const when = at === undefined ? "never" : minuteOf(at);
    return again
      ? warn("harvest", `${source} did not succeed: ${reason ?? ""} Next try: ${when}.`)
      : ok("harvest", `${source}: next at ${when}`);
  });
}

/** One request to each address of a source, in turn with all others of this instance. */
async function checkSources(db: Database, config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const host of config.SOURCES) findings.push(...(await checkHost(db, config, host)));
  return findings;
}

async function checkHost(db: Database, config: Config, host: Host): Promise<Finding[]> {
  const leftAlone = await whyLeftAlone(db, host);
  if (leftAlone) return [leftAlone];
  const findings: Finding[] = [];
  for (const source of sourcesOf(host)) {
    const asking = askingOf(db, source, { config, clock: systemClock });
    const url = addressOf(source, config);
    findings.push(...(await checkSource({ ...asking, patienceMs: 0 }, url)));
    // What one endpoint says of being asked holds for all, and is told once.
    if (await whyLeftAlone(db, host)) break;
  }
  return findings;
}

function addressOf(source: Source, config: Config): URL {
  switch (source) {
    case "arxiv-feed":
      return new URL(
        `${config.ARXIV_FEED_URL.href.replace(/\/$/, "")}/atom/${config.ARXIV_CATEGORIES[0]}`,
      );
    case "arxiv-oai":
      return new URL(`${config.ARXIV_OAI_URL.href}?verb=Identify`);
    case "arxiv-api":
      return new URL(`${config.ARXIV_API_URL.href}?id_list=1706.03762&max_results=1`);
    case "hugging-face":
      return dailyPapersAddress(config.HF_URL, { limit: 1 });
  }
}

/** Why a host may not be asked now; a wait is no fault, and ends by itself. */
async function whyLeftAlone(db: Database, host: Host): Promise<Finding | undefined> {
  const turns = await findTurns(db, { host, now: systemClock.now() });
  const { refused, waitUntil } = turns ?? {};
  if (refused) {
    return wrong(
      host,
      `${refused.reason} That was on ${refused.at.toISOString().slice(0, 10)}. Find out why, then run \`broadsheet harvest --resume\`.`,
    );
  }
  if (waitUntil) return warn(host, askedToWait(host, waitUntil));
  return undefined;
}

async function checkSource(asking: Parameters<typeof lookAt>[0], url: URL): Promise<Finding[]> {
  try {
    const { date, tookMs } = await lookAt(asking, url);
    const findings = [ok(asking.source, `${url.host} answers, in ${grouped(tookMs)} ms`)];
    const offS = date ? Math.round((asking.clock.now().getTime() - date.getTime()) / 1000) : 0;
    if (Math.abs(offS) > clockMayDifferS) {
      findings.push(
        wrong(
          "clock",
          `it is ${grouped(Math.abs(offS))} s ${offS > 0 ? "ahead of" : "behind"} ${url.host}; set it, or editions come at the wrong hour.`,
        ),
      );
    }
    return findings;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.trouble === "busy") return [warn(asking.source, error.message)];
    const hint =
      error.trouble === "unreachable"
        ? " Check the network, a proxy or a firewall."
        : error.trouble === "refused"
          ? " Find out why, then run `broadsheet harvest --resume`."
          : "";
    return [wrong(asking.source, `${error.message}${hint}`)];
  }
}

async function checkMail(_db: Database, config: Config): Promise<Finding[]> {
  const { SMTP_URL, MAIL_FROM, DATA_DIR } = config;
  if (!SMTP_URL) {
    return [warn("mail", `no SMTP_URL is set, so mail is only written to ${DATA_DIR}/mail.`)];
  }
  const held = whyHeld({ config });
  const fault = await checkMailServer(SMTP_URL);
  return [
    fault === undefined
      ? ok("mail", `${SMTP_URL.host} takes our mail, from ${MAIL_FROM}`)
      : wrong("mail", `${SMTP_URL.host} does not take our mail: ${fault}. Check SMTP_URL.`),
    ...(held ? [warn("mail", held)] : []),
  ];
}
