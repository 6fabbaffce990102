// What is being talked about: papers with comments, the liveliest first or by their newest comment.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { describeTalk, listTalkedAbout } from "../../community/discussion/talk.ts";
import { getSection, type Section } from "../../editions/sections.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { keepingShown, readHidden } from "../hidden-papers.ts";
import { findReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { demandPage, readPageNumber } from "../requests.ts";
import { TalkChoices, TalkRail, TalkRow, type Asked, type TalkOf } from "../views/discussions.tsx";
import { Formats, FormatsBelow } from "../views/formats.tsx";
import { HiddenNote } from "../views/hidden-note.tsx";
import type { PageHead } from "../views/page.tsx";
import { Paging } from "../views/paging.tsx";
import { Sentence } from "../views/sentence.tsx";

const perPage = 20;

export async function showDiscussions(c: Context, web: Web): Promise<Response> {
  const { db } = web;
  const asked = await readAsked(c, web);
  const page = readPageNumber(c);
  const now = web.clock();
  const reader = await findReader(c, web);
  const order = asked.sort ?? "lively";
  const talked = await listTalkedAbout(db, { order, now, reader: reader?.id });
  const ofSection = asked.section ? await keepOrder(talked, asked.section) : talked;
  const hidden = await (await readHidden(c, web))?.(ofSection);
  const all = hidden ? ofSection.filter((paper) => !hidden.has(paper)) : ofSection;
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  demandPage(page, pages);
  const address = (each: number) =>
    links.discussionsOf({ sort: asked.sort, section: asked.section?.address, page: each });
  const head: PageHead = {
    title: asked.section ? `Discussions in ${asked.section.short}` : "Discussions",
    description: "The papers that people talk about here, and what was said last.",
    canonical: address(page),
    feeds: [{ title: "Discussions", of: links.discussions }],
    nav: "discussions",
  };
  const mutedCount = hidden?.size ?? 0;
  if (all.length === 0 && mutedCount === 0) return await showSilence(c, web, { head, asked });
  const shown = all.slice((page - 1) * perPage, page * perPage);
  const timeZone = await zoneOf(c, web);
  const formats = {
    feed: links.feedsAt("discussions"),
    json: links.apiDiscussions({ sort: asked.sort, section: asked.section?.address }),
  };
  return await renderPage(
    c,
    web,
    head,
    <div class="columns">
      <div class="talk">
        <div class="page-head">
          <h1>Discussions</h1>
          <p>What people say of papers here. To take part, say something below any paper.</p>
          <Formats formats={formats} />
        </div>
        <TalkChoices asked={asked} saved={web.sections} />
        {reader && <HiddenNote c={c} mutedCount={mutedCount} />}
        <ol class="talk-list">
          {(await readTalk(web, { papers: shown, reader: reader?.id })).map((talk) => (
            <TalkRow talk={talk} asked={asked} timeZone={timeZone} now={now} />
          ))}
        </ol>
        <Paging
          page={page}
          pages={pages}
          perPage={perPage}
          total={all.length}
          address={(each) => keepingShown(c)(address(each))}
        />
        <FormatsBelow formats={formats} />
      </div>
      <TalkRail />
    </div>,
  );
}

async function readAsked(c: Context, web: Web): Promise<Asked> {
  const { sort, section: address } = c.req.query();
  if (sort !== undefined && sort !== "newest") {
    throw new Invalid("Discussions are sorted by how lively they are, or by ?sort=newest.");
  }
  if (address === undefined) return { sort, section: undefined };
  return { sort, section: await getSection(web, address) };
}

async function keepOrder(papers: readonly number[], section: Section): Promise<number[]> {
  const within = new Set(await section.papers.among(papers));
  return papers.filter((paper) => within.has(paper));
}

/** What is said of these papers, with the papers. */
async function readTalk(
  { db, clock }: Pick<Web, "db" | "clock">,
  { papers, reader }: { papers: readonly number[]; reader: number | undefined },
): Promise<TalkOf[]> {
  const talk = await describeTalk(db, { papers, now: clock(), reader });
  const byId = new Map((await listPapers(db, papers)).map((paper) => [paper.id, paper]));
  return talk.flatMap((each) => {
    const of = byId.get(each.paper);
    return of ? { ...each, of } : [];
  });
}

interface Silence {
  head: PageHead;
  asked: Asked;
}

async function showSilence(c: Context, web: Web, { head, asked }: Silence): Promise<Response> {
  const { section, sort } = asked;
  const isNarrow = section !== undefined || sort === undefined;
  const isAnySaid =
    isNarrow && (await listTalkedAbout(web.db, { order: "newest", now: web.clock() })).length > 0;
  return await renderPage(
    c,
    web,
    head,
    <Sentence says="Nothing is being talked about.">
      {isAnySaid ? (
        <p>
          {section
            ? `Of papers in ${section.short} nobody has said anything lately. `
            : "Nobody has said anything for a while. "}
          See <a href={links.discussionsOf({ sort: "newest" })}>earlier discussions</a>, whichever
          was last added to first.
        </p>
      ) : (
        <p>
          Nobody has said anything of a paper yet. The discussion stands below each paper: open one
          of <a href={links.home}>today’s edition</a> and say what you think, ask what you did not
          understand, or point to what it builds on.
        </p>
      )}
    </Sentence>,
  );
}
