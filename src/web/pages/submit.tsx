// Bringing a paper: what a reader names is looked up and shown, and taken only when the reader says
// that this is it. What was typed is kept whatever goes wrong.
import type { Context } from "hono";
import { findPaper, listPapers } from "../../catalogue/papers.ts";
import { findWork } from "../../catalogue/find-work.ts";
import { demandVoice } from "../../community/moderation/restrictions.ts";
import type { Reader } from "../../community/readers.ts";
import { parseSentence } from "../../community/sentence.ts";
import { countLeft } from "../../community/submissions/submissions.ts";
import {
  findOpenDay,
  saysAllClosed,
  saysNoMore,
  submitPaper,
} from "../../community/submissions/submitting.ts";
import { explainPapers } from "../../editions/standings.ts";
import { Invalid, NotFound, SourceError, TooMany } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Paper, PaperRecord } from "../../papers/paper.ts";
import { longDate } from "../../papers/period.ts";
import { readReference, type Reference } from "../../papers/reference.ts";
import { mainReasons } from "../../ranking/reason.ts";
import type { Web } from "../context.ts";
import { readMarks } from "../own-marks.ts";
import { getReader, whyNoVoice } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { Card } from "../views/card.tsx";
import { paperDate } from "../views/paper-date.tsx";
import { LookForm, TakeForm } from "../views/submit-forms.tsx";
import { votingNetwork } from "../voting-network.ts";

/** With `?q=` the field is filled; nothing is asked before the button is pressed. */
export async function showSubmit(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  return await showForm(c, web, { reader, typed: c.req.query("q") ?? "" });
}

/** Looks up what was typed. */
export async function lookUp(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  await demandVoice(web.db, { reader: reader.id, now: web.clock() });
  const { q: typed = "" } = await readForm(c);
  return await look(c, web, { reader, typed, sentence: "" });
}

/** Takes what was found, from where it lies here. */
export async function takeFound(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const { found: token = "", q: typed = "", sentence: written = "" } = await readForm(c);
  const record = web.desk.find(reader.id, token);
  // It lay there too long, or the program was started anew: the same is shown once more.
  if (!record) return await look(c, web, { reader, typed, sentence: written });
  const { db } = web;
  try {
    const { paper, isNew } = await submitPaper(db, {
      ...quotaOf(web, reader),
      record,
      sentence: parseSentence(written),
      network: votingNetwork(c, web),
    });
    const [taken] = await listPapers(db, [paper]);
    if (!taken) throw new NotFound("This paper is gone again.");
    if (!isNew) return await showHere(c, web, taken);
    return c.redirect(links.paper(taken.identifier), 303);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const fault = error.message;
    return await showFound(c, web, { record, token, typed, sentence: written, fault });
  }
}

interface Looking {
  reader: Reader;
  typed: string;
  sentence: string;
}

async function look(c: Context, web: Web, { reader, typed, sentence }: Looking): Promise<Response> {
  if ((await countLeft(web.db, quotaOf(web, reader))) < 1) {
    return await showForm(c, web, { reader, typed });
  }
  const reference = readReference(typed);
  if (!reference) return await showForm(c, web, { reader, typed, fault: saysUnread(typed) });
  const known = await findKnown(web, reference);
  if (known) return await showHere(c, web, known);
  let record: PaperRecord;
  try {
    await web.limits.submit(reader.id);
    record = await web.lookUp(reference, reader.id);
  } catch (error) {
    return await showForm(c, web, { reader, typed, fault: saysFailed(error) });
  }
  const here = await findWork(web.db, record);
  const [paper] = here === undefined ? [] : await listPapers(web.db, [here]);
  if (paper) return await showHere(c, web, paper);
  const token = web.desk.keep(reader.id, record);
  return await showFound(c, web, { record, token, typed, sentence });
}

async function findKnown({ db }: Web, reference: Reference): Promise<Paper | undefined> {
  if (!("identifier" in reference)) return undefined;
  const paper = await findPaper(db, reference.identifier);
  return paper?.sample ? undefined : paper;
}

function quotaOf(web: Web, reader: Reader) {
  return { reader, perDay: web.config.SUBMISSIONS_PER_DAY, ...openingsOf(web) };
}

/** What tells which edition a paper may join. */
function openingsOf({ config, clock }: Web) {
  return { timeZone: config.TIME_ZONE, now: clock(), editionsCome: config.SOURCES.size > 0 };
}

function saysUnread(typed: string): string {
  return typed.trim() === ""
    ? "Type or paste what names the paper."
    : "That is no identifier and no address. An arXiv identifier looks like 2310.07896, a DOI begins with 10., an address with https://.";
}

/** @throws what is no fault of the address or of whoever was asked. */
function saysFailed(error: unknown): string {
  if (error instanceof NotFound || error instanceof TooMany) return error.message;
  if (!(error instanceof SourceError)) throw error;
  if (error.trouble === "busy") return error.message;
  return `${error.message} Nothing is lost: try again later, or give another address of the paper.`;
}

async function showForm(
  c: Context,
  web: Web,
  { reader, typed, fault }: { reader: Reader; typed: string; fault?: string },
): Promise<Response> {
  const quota = quotaOf(web, reader);
  const left = await countLeft(web.db, quota);
  const day = await findOpenDay(web.db, quota);
  const silence = await whyNoVoice(c, web);
  return await renderPage(
    c,
    web,
    { title: "Submit a paper", robots: "noindex", nav: "submit", ownSubscribeBox: true },
    <section class="submit">
      <h1>Submit a paper</h1>
      <p>
        {silence ??
          (left < 1
            ? saysNoMore(quota)
            : day === undefined
              ? saysAllClosed
              : `It is looked up and shown to you before anything happens. Then it joins the edition of ${longDate(day)}, with your name and your vote.`)}
        {silence === undefined && left > 0 && day !== undefined && left !== Infinity && (
          <strong>{` ${left} of ${quota.perDay} left today.`}</strong>
        )}
      </p>
      {silence === undefined && (
        <LookForm
          typed={typed.slice(0, 2000)}
          fault={fault}
          mayBring={left > 0 && day !== undefined}
        />
      )}
    </section>,
    fault === undefined ? 200 : 400,
  );
}

async function showFound(
  c: Context,
  web: Web,
  found: Omit<Parameters<typeof TakeForm>[0], "day">,
): Promise<Response> {
  const day = await findOpenDay(web.db, openingsOf(web));
  return await renderPage(
    c,
    web,
    { title: "Is this the paper?", robots: "noindex", nav: "submit", ownSubscribeBox: true },
    <section class="submit">
      <h1>Is this the paper?</h1>
      <TakeForm day={day} {...found} />
    </section>,
    found.fault === undefined ? 200 : 400,
  );
}

async function showHere(c: Context, web: Web, paper: Paper): Promise<Response> {
  const marks = await readMarks(c, web, [paper.id]);
  const why = await explainPapers(web.db, { papers: [paper.id], judge: web.judge });
  return await renderPage(
    c,
    web,
    { title: "It is here already", robots: "noindex", nav: "submit", ownSubscribeBox: true },
    <section class="submit">
      <h1>It is here already.</h1>
      <p>{marks.voted.has(paper.id) ? "You have voted for it." : "Your vote brings it up."}</p>
      <Card
        paper={paper}
        size="found"
        reasons={mainReasons(why.get(paper.id)?.reasons ?? [])}
        marks={marks}
        back={links.paper(paper.identifier)}
        date={paperDate(paper)}
      />
      <p>
        <a class="button" href={links.submit()}>
          Submit another paper
        </a>
      </p>
    </section>,
  );
}
