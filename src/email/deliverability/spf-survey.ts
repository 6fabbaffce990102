// Follows an SPF record to its end: what it costs a receiver, and which addresses it lets send.
import { BlockList, isIPv6 } from "node:net";
import type { Names } from "./names.ts";
import { isSpf, readSpf, type Qualifier, type SpfTerm } from "./spf-record.ts";

export interface SpfSurvey {
  /** Terms that make a receiver ask DNS; it asks ten times and then gives up. */
  questions: number;
  /** Of these, the ones to which there was no answer; a receiver bears two. */
  unanswered: number;
  /** What breaks the record for every receiver. */
  faults: string[];
  /** The domains, of those followed, whose record lets everybody send. */
  open: string[];
  /** True when something depends on the single message, and was not judged. */
  hasUnjudged: boolean;
  /** True when the record says what to think of all other addresses. */
  hasEnd: boolean;
  verdictOn: (address: string) => Qualifier;
}

interface Step {
  qualifier: Qualifier;
  isAll: boolean;
  matches: (address: string) => boolean;
}

interface Followed {
  steps: Step[];
  redirect: Followed | undefined;
}

// Well above ten: enough to say by how much it is too much, and no endless circle.
const mostQuestions = 40;

export async function surveySpf(names: Names, domain: string, text: string): Promise<SpfSurvey> {
  const survey = { questions: 0, unanswered: 0, hasUnjudged: false };
  const faults: string[] = [];
  const open: string[] = [];

  async function follow(domain: string, text: string): Promise<Followed> {
    const record = readSpf(text);
    for (const fault of record.faults) faults.push(`nobody understands "${fault}" at ${domain}`);
    const steps: Step[] = [];
    for (const term of record.terms) {
      if (survey.questions >= mostQuestions) break;
      const isAll = term.mechanism === "all";
      steps.push({ qualifier: term.qualifier, isAll, matches: await matcherOf(term, domain) });
      // RFC 7208, 5.1: nothing after it is looked at, a redirect neither.
      if (isAll) return { steps, redirect: undefined };
    }
    if (record.redirect === undefined) return { steps, redirect: undefined };
    return { steps, redirect: await followName(record.redirect, "redirect") };
  }

  async function followName(name: string, by: string): Promise<Followed | undefined> {
    survey.questions++;
    if (isMacro(name)) return undefined;
    const records = (await names.texts(name)).filter(isSpf);
    if (records.length === 1) return await follow(name.toLowerCase(), records[0]!);
    const said = records.length === 0 ? "no SPF record" : `${records.length} SPF records`;
    faults.push(`${by} leads to ${name}, which has ${said}`);
    return undefined;
  }

  async function matcherOf(term: SpfTerm, domain: string): Promise<Step["matches"]> {
    const { mechanism, value, bits, qualifier } = term;
    const never = () => false;
    switch (mechanism) {
      case "all":
        if (qualifier === "+") open.push(domain);
        return () => true;
      case "ip4":
      case "ip6":
        return within([value], bits);
      case "include": {
        const included = await followName(value, "include");
        return included ? (address) => verdict(included, address) === "+" : never;
      }
      case "a":
        return within(await ask(value || domain, names.addresses), bits);
      case "mx": {
        const hosts = await ask(value || domain, names.exchanges);
        const found = await Promise.all(hosts.slice(0, 10).map((host) => names.addresses(host)));
        return within(found.flat(), bits);
      }
      case "exists":
        return (await ask(value, names.addresses)).length > 0 ? () => true : never;
      case "ptr":
        survey.questions++;
        survey.hasUnjudged = true;
        return never;
    }
  }

  async function ask(name: string, asking: (name: string) => Promise<string[]>): Promise<string[]> {
    survey.questions++;
    if (isMacro(name)) return [];
    const found = await asking(name);
    if (found.length === 0) survey.unanswered++;
    return found;
  }

  /** RFC 7208, 7: a name that is made of the single message. */
  function isMacro(name: string): boolean {
    if (!name.includes("%")) return false;
    survey.hasUnjudged = true;
    return true;
  }

  const followed = await follow(domain, text);
  return {
    ...survey,
    faults,
    open,
    hasEnd: hasEnd(followed),
    verdictOn: (address) => verdict(followed, address),
  };
}

function verdict({ steps, redirect }: Followed, address: string): Qualifier {
  const step = steps.find(({ matches }) => matches(address));
  return step?.qualifier ?? (redirect ? verdict(redirect, address) : "?");
}

/** Nothing is as good as `?all`. */
function hasEnd({ steps, redirect }: Followed): boolean {
  if (redirect) return hasEnd(redirect);
  return steps.some(({ isAll, qualifier }) => isAll && qualifier !== "?");
}

function within(addresses: string[], bits: SpfTerm["bits"]): Step["matches"] {
  const list = new BlockList();
  for (const address of addresses) {
    if (isIPv6(address)) list.addSubnet(address, bits.ipv6, "ipv6");
    else list.addSubnet(address, bits.ipv4, "ipv4");
  }
  return (address) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
