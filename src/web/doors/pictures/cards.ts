// Social cards: pictures by which links to this site are shown elsewhere. They say what a stranger sees of
// the page, and nothing that stands in an address alone.
import type { Context, Hono } from "hono";
import { countContributions } from "../../../community/people/contributions.ts";
import { getProfile } from "../../../community/people/profile.ts";
import { isKnown } from "../../../conditional.ts";
import { getEdition, type Edition } from "../../../editions/edition.ts";
import { explainEmpty } from "../../../editions/empty-words.ts";
import { findNewestPeriod } from "../../../editions/find-period.ts";
import { getReceipt } from "../../../editions/receipt.ts";
import { explainPapers } from "../../../editions/standings.ts";
import { NotFound } from "../../../errors.ts";
import { links } from "../../../links.ts";
import { categoryName } from "../../../papers/category.ts";
import { dayOfPaper } from "../../../papers/dates-of-paper.ts";
import { bareIdentifier, type Identifier } from "../../../papers/identifier.ts";
import { primaryCategory, type Paper } from "../../../papers/paper.ts";
import { longDate, periodTitle, type CalendarPeriod } from "../../../papers/period.ts";
import { mainReasons, type Reason } from "../../../ranking/reason.ts";
import type { At, Handler, Web } from "../../context.ts";
import type { Card, Told } from "./picture.ts";
import { titleSpans } from "./title-spans.ts";
import { getNamed } from "../../named-paper.ts";
import { readPeriod, readSection } from "../../requests.ts";
import { authorsInShort, count } from "../../../papers/words.ts";

export function addCards(app: Hono, at: At): void {
  app.get(links.cardOfSite, at(sendSiteCard));
  app.get("/cards/papers/:identifier{.+}", at(sendPaperCard));
  app.get("/cards/day/:key", at(sendEditionCard("day")));
  app.get("/cards/week/:key", at(sendEditionCard("week")));
  app.get("/cards/month/:key", at(sendEditionCard("month")));
  app.get("/cards/sections/:section", at(sendSectionCard));
  app.get("/cards/people/:handle", at(sendPersonCard));
}

async function sendPaperCard(c: Context, web: Web): Promise<Response> {
  const name = named(c, "identifier");
  const paper = await getNamed(web, name);
  if (name !== bareIdentifier(paper.identifier)) {
    return c.redirect(links.cardOfPaper(paper.identifier), 301);
  }
  const why = await explainPapers(web.db, { papers: [paper.id], judge: web.judge });
  const day = dayOfPaper(paper);
  return await sendCard(c, web, {
    dateline: day === undefined ? "" : longDate(day),
    kicker: subjectOf(paper),
    heading: titleOf(paper),
    under: authorsInShort(paper.authors),
    rubric: saidByPeople(why.get(paper.id)?.reasons ?? []),
    foot: nameOf(paper.identifier),
  });
}

function sendEditionCard(kind: CalendarPeriod["kind"]): Handler {
  return async (c, web) => {
    const period = readPeriod(c, kind, named(c, "key"));
    const edition = await getEdition(web.db, { period, judge: web.judge, perPage: titles });
    const when = kind === "day" ? longDate(period.key) : periodTitle(period);
    return await sendCard(c, web, {
      dateline: web.config.SITE_MOTTO,
      heading: told(when, when),
      isDate: true,
      ...(await tellPapers(web, edition)),
    });
  };
}

async function sendSectionCard(c: Context, web: Web): Promise<Response> {
  const section = await readSection(c, web, named(c, "section"));
  const { db, judge } = web;
  const period = await findNewestPeriod(db, { section });
  const newest = period && (await getEdition(db, { period, section, judge, perPage: titles }));
  return await sendCard(c, web, {
    dateline: period ? longDate(period.key) : "",
    kicker: section.category ?? section.query,
    heading: told(section.name, section.address),
    ...(newest && (await tellPapers(web, newest))),
  });
}

async function sendPersonCard(c: Context, web: Web): Promise<Response> {
  const handle = named(c, "handle");
  const profile = await getProfile(web.db, handle);
  if (profile.handle !== handle) return c.redirect(links.cardOfPerson(profile.handle), 302);
  const { comments, papers, submissions } = await countContributions(web.db, profile);
  const brought = [
    comments > 0 && count(comments, "comment"),
    papers > 0 && `author of ${count(papers, "paper")}`,
    submissions > 0 && `brought ${count(submissions, "paper")}`,
  ];
  return await sendCard(c, web, {
    kicker: `@${handle}`,
    heading: told(profile.name, `@${handle}`),
    under: brought.filter(Boolean).join(" · "),
    foot: web.config.SITE_URL.host,
  });
}

/** For pages that have none of their own. */
async function sendSiteCard(c: Context, web: Web): Promise<Response> {
  return await sendCard(c, web, {
    heading: told(web.config.SITE_MOTTO, web.config.SITE_URL.host),
    foot: web.config.SITE_URL.host,
  });
}

/** Of an edition: a lead and two more. */
const titles = 3;

const blank: Omit<Card, "site" | "heading"> = {
  dateline: "",
  kicker: "",
  isDate: false,
  items: [],
  under: "",
  rubric: "",
  foot: "",
};

async function sendCard(
  c: Context,
  { config, pictures }: Web,
  said: Partial<Card> & Pick<Card, "heading">,
): Promise<Response> {
  const drawn = await pictures.draw({ card: { ...blank, ...said, site: config.SITE_NAME } });
  if (isKnown(c, { state: drawn, caching: "public, max-age=3600" })) return c.body(null, 304);
  return c.body(drawn, 200, { "Content-Type": "image/png" });
}

async function tellPapers(
  web: Web,
  { period, section, entries, total }: Edition,
): Promise<Pick<Card, "items" | "under" | "foot">> {
  if (total > 0) {
    return {
      items: entries.map(({ paper }) => titleOf(paper)),
      under: "",
      foot: count(total, "paper"),
    };
  }
  const receipt = await getReceipt(web.db, { period });
  const { says } = await explainEmpty(web, { period, section, receipt });
  return { items: [], under: says.join(" "), foot: "" };
}

function titleOf({ title, identifier }: Paper): Told {
  return { text: titleSpans(title), otherwise: nameOf(identifier) || "A paper" };
}

function told(text: string, otherwise: string): Told {
  return { text: [{ text }], otherwise };
}

/** Red is what comes from people; what the editor's model thinks of a text is for those who look closer. */
const ofPeople: ReadonlySet<Reason["kind"]> = new Set([
  "pick",
  "votes",
  "discussion",
  "upvotes",
  "comments",
  "stars",
]);

function saidByPeople(reasons: readonly Reason[]): string {
  return mainReasons(reasons.filter(({ kind }) => ofPeople.has(kind))).join(" · ");
}

function subjectOf(paper: Paper): string {
  const category = primaryCategory(paper);
  if (category === undefined) return "";
  const name = categoryName(category);
  return name === category ? name : `${name} · ${category}`;
}

/** As it is cited; one of which only the title is known has no name. */
function nameOf(identifier: Identifier): string {
  if (identifier.startsWith("title:")) return "";
  const bare = bareIdentifier(identifier);
  return identifier.startsWith("arxiv:") ? `arXiv:${bare}` : bare;
}

/** @throws NotFound */
function named(c: Context, parameter: string): string {
  const file = c.req.param(parameter) ?? "";
  if (!file.endsWith(".png")) throw new NotFound("There is no picture at this address.");
  return file.slice(0, -".png".length);
}
