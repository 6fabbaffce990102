// Every setting of Broadsheet: one table, from which the start checks, `broadsheet config` prints
// and the README's list is made. Values come from the environment, then from the file .env beside it.
import { existsSync, readFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { parseEnv } from "node:util";
import { Misconfigured } from "./errors.ts";
import { isCategoryShaped } from "./papers/category.ts";
import { parseDay, type Day } from "./papers/period.ts";
import { hostNames, type Host } from "./turns.ts";

export interface Setting<Value> {
  type: string;
  /** As it would be written in the environment. */
  default: string;
  /** Reads the written form; throws an Error whose message ends the sentence "PORT …". */
  read: (written: string) => Value;
  secret?: true;
  /** What it is for, one sentence. */
  purpose: string;
}

export const settings = {
  PORT: setting({
    type: "number",
    default: "3000",
    read: wholeNumber(0, 65_535),
    purpose: "The port on which the pages are served; 0 takes any free one.",
  }),
  HOST: setting({
    type: "address",
    default: "localhost",
    read: text,
    purpose:
      "The address to listen on; `0.0.0.0` opens it to the network, for instance in a container.",
  }),
  SITE_URL: setting({
    type: "address",
    default: "http://localhost:3000",
    read: siteAddress,
    purpose: "The address under which readers reach the site; links in mail begin with it.",
  }),
  SITE_NAME: setting({
    type: "text",
    default: "Broadsheet",
    read: oneLine,
    purpose: "The nameplate and the sender's name.",
  }),
  SITE_MOTTO: setting({
    type: "text",
    default: "The daily papers of a field, on your own machine",
    read: oneLine,
    purpose: "The line beside the nameplate: what these papers are of.",
  }),
  DATA_DIR: setting({
    type: "folder",
    default: "./data",
    read: text,
    purpose: "The folder of the database; back up this one.",
  }),
  CONFIG_FILE: setting({
    type: "file",
    default: "broadsheet.yaml",
    read: text,
    purpose:
      "What takes more than a line: the sections. `broadsheet.example.yaml` shows how it is written.",
  }),
  SOURCES: setting({
    type: "list of words",
    default: "arxiv",
    read: sources,
    purpose:
      "What is gathered by itself every day: `arxiv`, `hugging-face`, both, or `none` to ask nobody.",
  }),
  ARXIV_CATEGORIES: setting({
    type: "list of categories",
    default: "cs.AI cs.CL cs.CV cs.LG cs.RO",
    read: categories,
    purpose: "What is gathered from arXiv; a whole archive such as `math` will do.",
  }),
  ARXIV_FEED_URL: setting({
    type: "address",
    default: "https://rss.arxiv.org",
    read: serviceAddress,
    purpose: "Where arXiv’s daily feed is; `/atom/cs.AI+cs.CL` is appended.",
  }),
  ARXIV_OAI_URL: setting({
    type: "address",
    default: "https://oaipmh.arxiv.org/oai",
    read: serviceAddress,
    purpose: "Where arXiv answers OAI-PMH, for the history and for what the feed missed.",
  }),
  ARXIV_API_URL: setting({
    type: "address",
    default: "https://export.arxiv.org/api/query",
    read: serviceAddress,
    purpose: "Where arXiv is asked for single papers, by identifier or title.",
  }),
  ARXIV_URL: setting({
    type: "address",
    default: "https://arxiv.org",
    read: serviceAddress,
    purpose:
      "Where arXiv shows its papers, to see whether one names the address of a reader who claims it; `/html/2310.07896` is appended.",
  }),
  ARXIV_DEFERRALS: setting({
    type: "list of days",
    default: "",
    read: days,
    purpose:
      "Evenings on which arXiv announces nothing, such as `2027-01-01`, beyond those known to the program (2023 to 2026).",
  }),
  HF_URL: setting({
    type: "address",
    default: "https://huggingface.co",
    read: serviceAddress,
    purpose: "Where Hugging Face’s Daily Papers are; `/api/daily_papers` is appended.",
  }),
  DOI_URL: setting({
    type: "address",
    default: "https://doi.org",
    read: serviceAddress,
    purpose: "Where a DOI that a reader submits is looked up; the DOI is appended.",
  }),
  ORCID_URL: setting({
    type: "address",
    default: "https://pub.orcid.org",
    read: serviceAddress,
    purpose:
      "Where public ORCID records are, to see whether one lists a paper that its owner claims here; `/v3.0/0000-0002-1825-0097/works` is appended.",
  }),
  SMTP_URL: setting({
    type: "address",
    default: "",
    read: smtpAddress,
    secret: true,
    purpose:
      "The mail server, `smtp://user:password@host:587` or `smtps://…:465`; without it, mail is written to `DATA_DIR/mail`.",
  }),
  MAIL_FROM: setting({
    type: "mail address",
    default: "broadsheet@localhost",
    read: mailAddress,
    purpose: "The address from which mail is sent.",
  }),
  MAIL_CONCURRENCY: setting({
    type: "number",
    default: "2",
    read: wholeNumber(1, 100),
    purpose: "How many mails are on their way to the mail server at the same time.",
  }),
  MAIL_RATE_PER_S: setting({
    type: "number",
    default: "10",
    read: wholeNumber(1, 10_000),
    purpose: "How many mails are sent in a second, at most.",
  }),
  MAIL_RATE_PER_DOMAIN: setting({
    type: "list of rates",
    default: "",
    read: domainRates,
    purpose:
      "Mails in a second to the addresses of one domain, at most, such as `gmail.com=2 *=5`; `*` is every other domain.",
  }),
  MAIL_WARM_UP: setting({
    type: "number",
    default: "0",
    read: wholeNumber(0, 1_000_000),
    purpose:
      "For a sender that nobody knows yet: so many mails on its first day, twice as many each day after; 0 sets no limit.",
  }),
  MAIL_BOUNCES: setting({
    type: "mail address",
    default: "",
    read: optional(mailAddress),
    purpose:
      "Where failures are reported, such as `bounces@example.org`; each mail gets an address of its own there (`bounces+…@example.org`). Without it, reports go to MAIL_FROM and are not read.",
  }),
  MAIL_BOUNCES_IMAP: setting({
    type: "address",
    default: "",
    read: imapAddress,
    secret: true,
    purpose:
      "The mailbox of MAIL_BOUNCES, `imaps://user:password@host/INBOX`; the server reads it every ten minutes.",
  }),
  MAIL_DKIM_SELECTOR: setting({
    type: "word",
    default: "",
    read: dkimSelector,
    purpose:
      "Signs mail with DKIM under this name, such as `broadsheet`; `broadsheet doctor mail` says what to put into DNS. Without it, the mail server is to sign.",
  }),
  MAIL_DKIM_KEY: setting({
    type: "file",
    default: "",
    read: text,
    purpose:
      "The private key for DKIM (PEM); without it, one is made in `DATA_DIR/dkim.pem` when first needed.",
  }),
  DNS_SERVERS: setting({
    type: "list of addresses",
    default: "",
    read: nameServers,
    purpose:
      "Which name servers `broadsheet doctor mail` asks, such as `9.9.9.9`; else those of the system.",
  }),
  DIGEST_AT: setting({
    type: "time",
    default: "07:00",
    read: timeOfDay,
    purpose: "When the day's digest is sent to those who chose no hour of their own, in TIME_ZONE.",
  }),
  DIGEST_PAPERS: setting({
    type: "number",
    default: "12",
    read: wholeNumber(1, 100),
    purpose: "How many papers a digest holds for those who chose no length, at most.",
  }),
  TIME_ZONE: setting({
    type: "time zone",
    default: "UTC",
    read: timeZone,
    purpose: "The clock of this instance, such as `Europe/Berlin`.",
  }),
  TRUSTED_PROXIES: setting({
    type: "list of networks",
    default: "",
    read: networks,
    purpose:
      "The proxies in front, such as `127.0.0.1, 10.0.0.0/8`; only their `X-Forwarded-For` is believed.",
  }),
  REGISTRATION: setting({
    type: "word",
    default: "open",
    read: oneOf("open", "invitation", "closed"),
    purpose:
      "Who may have an account: everybody (`open`), whoever has an `invitation`, or only whom `broadsheet user add` adds (`closed`).",
  }),
  PRIVATE: setting({
    type: "yes or no",
    default: "no",
    read: yesOrNo,
    purpose: "With `yes`, nothing is shown to whoever is not signed in, by page, feed or API.",
  }),
  OFFLINE: setting({
    type: "yes or no",
    default: "yes",
    read: yesOrNo,
    purpose:
      "Browsers keep the last editions that a reader opened, to be read offline; with `no` they forget them.",
  }),
  WEBSUB_HUB: setting({
    type: "address",
    default: "",
    read: optional(serviceAddress),
    purpose:
      "A hub that tells feed readers at once when an edition has changed (WebSub), such as `https://pubsubhubbub.appspot.com`; a private site asks none.",
  }),
  SUBMISSIONS_PER_DAY: setting({
    type: "number",
    default: "5",
    read: wholeNumber(0, 1000),
    purpose: "How many papers a reader may bring here in a day; 0 lets editors alone bring papers.",
  }),
  API_PER_MINUTE: setting({
    type: "number",
    default: "3000",
    read: wholeNumber(0, 1_000_000),
    purpose:
      "How many requests the API and the MCP server together answer within a minute from one network address; 0 does not count them.",
  }),
  OIDC_ISSUER: setting({
    type: "address",
    default: "",
    read: optional(serviceAddress),
    purpose:
      "An institution that signs people in by OpenID Connect, such as `https://login.university.edu`; it is to send them back to `SITE_URL/auth/callback/institution`.",
  }),
  OIDC_NAME: setting({
    type: "text",
    default: "your institution",
    read: oneLine,
    purpose: "How the button calls that institution: Sign in with …",
  }),
  OIDC_CLIENT_ID: setting({
    type: "text",
    default: "",
    read: oneLine,
    purpose: "The name under which that institution knows this site.",
  }),
  OIDC_CLIENT_SECRET: setting({
    type: "text",
    default: "",
    read: oneLine,
    secret: true,
    purpose: "The secret that belongs to OIDC_CLIENT_ID.",
  }),
  EMBEDDINGS_URL: setting({
    type: "address",
    default: "",
    read: endpointAddress,
    purpose:
      "A server with a model of meaning of its own, in place of the one that comes along, such as `http://localhost:11434/v1`; `/embeddings` is appended, as OpenAI has it. Titles, abstracts and what readers search for are sent there.",
  }),
  EMBEDDINGS_MODEL: setting({
    type: "text",
    default: "",
    read: oneLine,
    purpose: "Which model it is asked for, such as `nomic-embed-text`.",
  }),
  EMBEDDINGS_KEY: setting({
    type: "text",
    default: "",
    read: bearerKey,
    secret: true,
    purpose: "The key that it asks for, if it does.",
  }),
  EMBEDDINGS_DIMENSIONS: setting({
    type: "number",
    default: "0",
    read: embeddingDimensions,
    purpose:
      "How many numbers a vector is to have, from 16 to 4096, for models that can be asked for fewer; 0 takes what the model gives.",
  }),
  EMBEDDINGS_PAPER: setting({
    type: "text",
    default: "{text}",
    read: template,
    purpose:
      "How a paper is put to the model, such as `search_document: {text}`; `{text}` is its title and abstract.",
  }),
  EMBEDDINGS_QUERY: setting({
    type: "text",
    default: "{text}",
    read: template,
    purpose: "How a search is put to the model, such as `search_query: {text}`.",
  }),
  LOG_LEVEL: setting({
    type: "word",
    default: "info",
    read: oneOf("debug", "info", "warn", "error", "silent"),
    purpose: "How much is written to the log: debug, info, warn, error or silent.",
  }),
};

export type Config = {
  readonly [Name in keyof typeof settings]: ReturnType<(typeof settings)[Name]["read"]>;
};

/**
 * Reads the settings from `environment`, and what it leaves out from the file `.env` in `folder`.
 * @throws Misconfigured naming each wrong value.
 */
export function readConfig(environment: NodeJS.ProcessEnv, folder = process.cwd()): Config {
  const written = writtenSettings(environment, folder);
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, { read }] of Object.entries<Setting<unknown>>(settings)) {
    try {
      values[name] = read(written[name]!);
    } catch (cause) {
      const shown = shownSetting(name, written[name]!);
      const said = shown === undefined ? "" : ` (it is "${shown}")`;
      faults.push(`${name} ${cause instanceof Error ? cause.message : String(cause)}${said}.`);
    }
  }
  if (values["EMBEDDINGS_URL"] && values["EMBEDDINGS_MODEL"] === "") {
    faults.push("EMBEDDINGS_MODEL must say which model EMBEDDINGS_URL is to be asked for.");
  }
  if (faults.length > 0) throw new Misconfigured(faults.join("\n"));
  return values as Config;
}

/** What is written may be shown so; `undefined` where it is a secret, or an address that may hold one. */
export function shownSetting(name: string, written: string): string | undefined {
  const { secret, type } = (settings as Record<string, Setting<unknown>>)[name]!;
  const isHidden = written !== "" && (secret || (type === "address" && /[@?]/.test(written)));
  return isHidden ? undefined : written;
}

/** Each setting as written, or its default; for `broadsheet config`. */
export function writtenSettings(
  environment: NodeJS.ProcessEnv,
  folder = process.cwd(),
): Record<string, string> {
  const path = `${folder}/.env`;
  const file = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
  const written = Object.entries<Setting<unknown>>(settings).map(([name, each]) => {
    const given = environment[name] ?? file[name];
    return [name, given === undefined || given.trim() === "" ? defaultOf(name) : given.trim()];
    function defaultOf(own: string): string {
      // Whoever only moves the port still gets links that work.
      const port = environment["PORT"]?.trim() || file["PORT"]?.trim();
      return own === "SITE_URL" && port ? `http://localhost:${port}` : each.default;
    }
  });
  return Object.fromEntries(written) as Record<string, string>;
}

/** True for an address that only this machine can reach. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return (
    host === "localhost" || host.endsWith(".localhost") || host === "::1" || host.startsWith("127.")
  );
}

function setting<Value>(given: Setting<Value>): Setting<Value> {
  return given;
}

function text(written: string): string {
  return written;
}

function oneLine(written: string): string {
  if (/\p{Cc}/u.test(written)) throw new Error("must be one line of text");
  return written;
}

function wholeNumber(least: number, most: number): (written: string) => number {
  return (written) => {
    const value = Number(written);
    if (!/^\d+$/.test(written) || value < least || value > most) {
      throw new Error(`must be a whole number from ${least} to ${most}`);
    }
    return value;
  };
}

function yesOrNo(written: string): boolean {
  if (written !== "yes" && written !== "no") throw new Error("must be yes or no");
  return written === "yes";
}

function siteAddress(written: string): URL {
  const url = URL.parse(written);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search || url.hash) {
    throw new Error("must be an address without a path, such as https://papers.example.org");
  }
  return url;
}

function serviceAddress(written: string): URL {
  const url = URL.parse(written);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new Error("must be an address such as https://rss.arxiv.org");
  }
  return url;
}

function endpointAddress(written: string): URL | undefined {
  if (written === "") return undefined;
  const url = serviceAddress(written);
  if (url.username || url.password) {
    throw new Error("must be an address without a password; the key goes into EMBEDDINGS_KEY");
  }
  return url;
}

function bearerKey(written: string): string {
  if (!/^[\x21-\x7e]*$/.test(written)) throw new Error("must be a key as the service gave it");
  return written;
}

function embeddingDimensions(written: string): number {
  const value = wholeNumber(0, 4096)(written);
  if (value > 0 && value < 16) throw new Error("must be 0, or a whole number from 16 to 4096");
  return value;
}

function template(written: string): string {
  if (!written.includes("{text}")) throw new Error("must hold {text}");
  return written;
}

function sources(written: string): ReadonlySet<Host> {
  if (written === "none") return new Set();
  const known = Object.keys(hostNames) as Host[];
  const list = written.split(/[\s,]+/).filter(Boolean);
  const wrong = list.find((each) => !known.some((host) => host === each));
  if (wrong !== undefined || list.length === 0) {
    throw new Error(`must list ${known.join(", ")}, or be none`);
  }
  return new Set(known.filter((host) => list.includes(host)));
}

function categories(written: string): readonly string[] {
  const list = [...new Set(written.split(/[\s,+]+/).filter(Boolean))];
  const wrong = list.find((each) => !isCategoryShaped(each));
  if (wrong !== undefined) {
    throw new Error(`must list categories such as cs.AI or math, and "${wrong}" is none`);
  }
  return list;
}

function days(written: string): ReadonlySet<Day> {
  const list = written.split(/[\s,]+/).filter(Boolean);
  const wrong = list.find((each) => parseDay(each) === undefined);
  if (wrong !== undefined) {
    throw new Error(`must list days such as 2027-01-01, and "${wrong}" is none`);
  }
  return new Set(list);
}

function smtpAddress(written: string): URL | undefined {
  if (written === "") return undefined;
  const url = URL.parse(written);
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) {
    throw new Error("must be an address such as smtp://user:password@mail.example.org:587");
  }
  return url;
}

function mailAddress(written: string): string {
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(written) || /\p{Cc}/u.test(written)) {
    throw new Error("must be a mail address such as papers@example.org");
  }
  return written;
}

function optional<Value>(read: (written: string) => Value) {
  return (written: string) => (written === "" ? undefined : read(written));
}

function imapAddress(written: string): URL | undefined {
  if (written === "") return undefined;
  const url = URL.parse(written);
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname || !url.username) {
    throw new Error("must be an address such as imaps://user:password@mail.example.org/INBOX");
  }
  return url;
}

function dkimSelector(written: string): string {
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$/i.test(written)) {
    throw new Error("must be a word such as broadsheet");
  }
  return written.toLowerCase();
}

/** Each as Node takes it: `9.9.9.9`, `127.0.0.1:5353`, `2620:fe::fe` or `[2620:fe::fe]:53`. */
function nameServers(written: string): readonly string[] {
  const list = written.split(/[\s,]+/).filter(Boolean);
  const wrong = list.find((each) => {
    const [, bracketed, plain, port] =
      /^(?:\[([\da-f:.]+)\]|([\d.]+))(?::(\d{1,5}))?$/i.exec(each) ?? [];
    const isAddress = isIP(each) > 0 || isIP(bracketed ?? "") === 6 || isIP(plain ?? "") === 4;
    return !isAddress || (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535));
  });
  if (wrong !== undefined) {
    throw new Error(`must list addresses such as 9.9.9.9 or 127.0.0.1:53, and "${wrong}" is none`);
  }
  return list;
}

/** By domain, in mails a second; `*` is every other. */
function domainRates(written: string): ReadonlyMap<string, number> {
  const rates = new Map<string, number>();
  for (const each of written.split(/[\s,]+/).filter(Boolean)) {
    const [, domain, rate] = /^(\*|[a-z0-9.-]+)=(\d{1,4}(?:\.\d{1,4})?)$/i.exec(each) ?? [];
    if (domain === undefined || !(Number(rate) > 0)) {
      throw new Error(`must list rates such as gmail.com=2, and "${each}" is none`);
    }
    rates.set(domain.toLowerCase(), Number(rate));
  }
  return rates;
}

function timeOfDay(written: string): { hour: number; minute: number } {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(written) ?? [];
  if (hour === undefined || minute === undefined) throw new Error("must be a time such as 07:00");
  return { hour: Number(hour), minute: Number(minute) };
}

function timeZone(written: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: written }).resolvedOptions().timeZone;
  } catch {
    throw new Error("must be a time zone such as Europe/Berlin or UTC");
  }
}

function networks(written: string): BlockList {
  const list = new BlockList();
  for (const each of written.split(/[\s,]+/).filter(Boolean)) {
    const [address = "", length] = each.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    const bits = length === undefined ? (family === "ipv6" ? 128 : 32) : Number(length);
    if (
      isIP(address) === 0 ||
      !Number.isInteger(bits) ||
      bits < 0 ||
      bits > (family === "ipv6" ? 128 : 32)
    ) {
      throw new Error(
        `must list addresses or networks such as 10.0.0.0/8, and "${each}" is neither`,
      );
    }
    list.addSubnet(address, bits, family);
  }
  return list;
}

function oneOf<const Word extends string>(...words: Word[]): (written: string) => Word {
  return (written) => {
    const found = words.find((word) => word === written);
    if (!found) throw new Error(`must be one of ${words.join(", ")}`);
    return found;
  };
}
