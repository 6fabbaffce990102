// SPF (RFC 7208): whether the domain to which failures are reported lets our mail server send.
import { isIP } from "node:net";
import { isLocalHost } from "../../config.ts";
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import { isPublic } from "./address-range.ts";
import { listed, mendedBy, type MailFinding } from "./mail-finding.ts";
import type { Names, Relay } from "./names.ts";
import { isSpf } from "./spf-record.ts";
import { surveySpf, type SpfSurvey } from "./spf-survey.ts";

// RFC 7208, 4.6.4
const mostQuestions = 10;
const mostUnanswered = 2;

/** @param siteHost The address of this machine as readers know it, where mail leaves from here. */
export async function checkSpf(
  names: Names,
  {
    domain,
    relay,
    siteHost,
  }: { domain: string; relay: Relay | "local" | undefined; siteHost: string },
): Promise<MailFinding[]> {
  const texts = (await names.texts(domain)).filter(isSpf);
  const sender = relay && relay !== "local" ? relay.host : siteHost;
  if (texts.length === 0) return [missing(domain, sender)];
  const [text] = texts;
  if (texts.length > 1) {
    const said = `${domain} has ${texts.length} SPF records, so receivers heed none: make them one, which begins with v=spf1 once and ends in one ~all.`;
    return [wrong("spf", said)];
  }
  const survey = await surveySpf(names, domain, text!);
  const faults = faultsOf(survey, domain);
  if (faults.length > 0) return faults;
  return [
    ok("spf", `${domain}: ${text!}`),
    ...endOf(survey, domain),
    ...coverage(survey, domain, relay),
  ];
}

function missing(domain: string, sender: string): MailFinding {
  const term = termFor(sender);
  const said = `${domain} has no SPF record, and Gmail and Outlook take no bulk mail without one. Add the one below; if others deliver your mail, put what they name (mostly include:…) in place of ${term}.`;
  return mendedBy(wrong("spf", said), domain, `v=spf1 ${term} ~all`);
}

function termFor(sender: string): string {
  if (isIP(sender) > 0) return `ip${isIP(sender)}:${sender}`;
  return isLocalHost(sender) ? "mx" : `a:${sender}`;
}

function faultsOf(survey: SpfSurvey, domain: string): Finding[] {
  const { faults, open, questions, unanswered } = survey;
  const found: Finding[] = [];
  if (faults.length > 0) {
    found.push(
      wrong(
        "spf",
        `the record of ${domain} is broken for every receiver: ${listed(faults)}. Take that out.`,
      ),
    );
  }
  if (open.length > 0) {
    found.push(
      wrong(
        "spf",
        `${listed(open)} lets everybody send (+all), which receivers hold against you: end in ~all or -all.`,
      ),
    );
  }
  if (questions > mostQuestions) {
    found.push(
      wrong(
        "spf",
        `the record of ${domain} makes receivers ask DNS ${questions} times, and after ${mostQuestions} they give up: take out an include, a or mx that is not needed, or write addresses as ip4 and ip6.`,
      ),
    );
  }
  if (unanswered > mostUnanswered) {
    found.push(
      wrong(
        "spf",
        `the record of ${domain} asks for ${unanswered} names that have no address, and receivers bear ${mostUnanswered}: take them out.`,
      ),
    );
  }
  return found;
}

function endOf({ hasEnd }: SpfSurvey, domain: string): Finding[] {
  if (hasEnd) return [];
  return [
    warn("spf", `the record of ${domain} says nothing about other senders: let it end in ~all.`),
  ];
}

/** Best effort: a relay may send from addresses that only its provider knows. */
function coverage(
  survey: SpfSurvey,
  domain: string,
  relay: Relay | "local" | undefined,
): Finding[] {
  if (!relay || relay === "local") return [];
  const addresses = relay.addresses.filter(isPublic);
  const uncovered = addresses.filter((address) => survey.verdictOn(address) !== "+");
  if (addresses.length === 0) return [];
  if (uncovered.length === 0)
    return [ok("spf", `${domain} lets ${relay.host} send (${listed(addresses)})`)];
  const unsure = survey.hasUnjudged
    ? " (Some of it depends on the single mail and was not judged.)"
    : "";
  return [
    warn(
      "spf",
      `${domain} does not let ${listed(uncovered)} send, which is ${relay.host}. If that server delivers by itself, add ${termFor(relay.host)} before the end; if others deliver for it, it is enough that they are named.${unsure}`,
    ),
  ];
}
