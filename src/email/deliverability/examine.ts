// Looks at everything on which it depends whether mail of this instance arrives.
import { isLocalHost, type Config } from "../../config.ts";
import { Misconfigured } from "../../errors.ts";
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import { openDkim } from "../sending/dkim.ts";
import { domainOf, isWithin } from "../letters/mail-domain.ts";
import { checkAlignment } from "./alignment.ts";
import { checkBounces } from "./bounces.ts";
import { checkOtherDkim, checkOwnDkim, unsigned } from "./dkim.ts";
import { checkDmarc } from "./dmarc.ts";
import { checkEncryption } from "./encryption.ts";
import type { MailFinding } from "./mail-finding.ts";
import { findRelay, openNames, Unanswered, type Names, type Relay } from "./names.ts";
import { checkReverse } from "./reverse.ts";
import { checkSender, isLent } from "./sender.ts";
import { checkSpf } from "./spf.ts";

export interface Examined {
  /** Which mail is from, or is to be from; else the one of MAIL_FROM. */
  domain?: string | undefined;
  /** Under which the mail server signs. */
  selector?: string | undefined;
}

/** Yields findings as they come; each check takes seconds at most. */
export async function* examineMail(
  config: Config,
  { domain, selector }: Examined = {},
): AsyncGenerator<MailFinding> {
  const { MAIL_FROM, MAIL_BOUNCES, MAIL_DKIM_SELECTOR, SMTP_URL, SITE_URL } = config;
  const own = domainOf(MAIL_FROM);
  yield checkSender(config, domain ?? own);
  const author = domain === undefined || isWithin(own, domain) ? own : domain;
  if (isLocalHost(author) || isLent(author)) return;
  const envelope = domainOf(MAIL_BOUNCES ?? `@${author}`);
  const isSigned = MAIL_DKIM_SELECTOR !== "" || selector !== undefined;
  const names = openNames(config.DNS_SERVERS);
  const relay = SMTP_URL && (await findRelay(names, SMTP_URL));
  yield* unseen(config, relay);

  const checks: [about: string, check: () => Promise<MailFinding[]>][] = [
    ["spf", () => checkSpf(names, { domain: envelope, relay, siteHost: SITE_URL.hostname })],
    ["dkim", () => checkDkim(names, config, { author, selector })],
    ["dmarc", () => checkDmarc(names, author)],
    [
      "alignment",
      () => checkAlignment(names, { author, envelope, signing: isSigned ? author : undefined }),
    ],
    ["bounces", () => checkBounces(names, envelope, MAIL_BOUNCES ? "MAIL_BOUNCES" : "MAIL_FROM")],
    ["reverse", () => checkRelay(relay, (relay) => checkReverse(names, relay))],
    ["tls", () => checkRelay(relay, checkEncryption)],
  ];
  for (const [about, check] of checks) {
    try {
      yield* await check();
    } catch (error) {
      if (!(error instanceof Unanswered || error instanceof Misconfigured)) throw error;
      yield wrong(about, error.message);
    }
  }
  yield limits;
}

const limits = ok(
  "limits",
  "Gmail and Yahoo refuse whom 0.3 % of readers report as spam. From about 5,000 mails a day on, Gmail and Outlook want SPF, DKIM and DMARC, all three (else 550 5.7.515).",
);

function* unseen({ DATA_DIR }: Config, relay: Relay | "local" | undefined): Generator<Finding> {
  if (relay === undefined) {
    yield warn(
      "server",
      `no SMTP_URL is set, so mail is only written to ${DATA_DIR}/mail, and no server is looked at.`,
    );
  }
  if (relay === "local") {
    yield ok(
      "server",
      "SMTP_URL is on this machine, so its certificate is not looked at, nor whether SPF and PTR name the address from which it sends",
    );
  }
}

async function checkDkim(
  names: Names,
  config: Config,
  { author, selector }: { author: string; selector: string | undefined },
): Promise<MailFinding[]> {
  const dkim = await openDkim(config);
  if (!dkim && selector === undefined) return [unsigned(author)];
  return [
    ...(dkim ? await checkOwnDkim(names, { ...dkim, domainName: author }) : []),
    ...(selector === undefined ? [] : await checkOtherDkim(names, { domain: author, selector })),
  ];
}

async function checkRelay(
  relay: Relay | "local" | undefined,
  check: (relay: Relay) => Promise<Finding[]>,
): Promise<Finding[]> {
  return relay && relay !== "local" ? await check(relay) : [];
}
