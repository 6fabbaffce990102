// Submitting a paper: what a reader names is looked up and shown, and taken only when the reader says
// that this is it. What was typed is kept whatever goes wrong.
import type { Context } from "hono";
import { demandVoice } from "../../community/moderation/restrictions.ts";
import type { Reader } from "../../community/readers.ts";
import { findOpenDay, saysAllClosed } from "../../community/submissions/open-day.ts";
import { countLeft, quotaOf, saysNoMore } from "../../community/submissions/quota.ts";
import {
  lookUpSubmission,
  takeSubmission,
  type Submittable,
} from "../../community/submissions/submitting.ts";
import { explainPapers } from "../../editions/standings.ts";
import { Forbidden, Invalid, NotFound, TooMany } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { longDate } from "../../papers/period.ts";
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
  await demandVoice(web.db, { reader: reader.id, now: web.clock() });
  const { found: token = "", q: typed = "", sentence: written = "" } = await readForm(c);
  const record = web.desk.find(reader.id, token);
  // It lay there too long, or the program was started anew: the same is shown once more.
  if (!record) return await look(c, web, { reader, typed, sentence: written });
  try {
    const taking = { reader, record, sentence: written, network: votingNetwork(c, web) };
    const { paper, isNew } = await takeSubmission(web, taking);
    if (!isNew) return await showHere(c, web, paper);
    return c.redirect(links.paper(paper.identifier), 303);
  } catch (error) {
    const fault = saysFailed(error);
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
  let found: Submittable;
  try {
    found = await lookUpSubmission(web, { reader, named: typed });
  } catch (error) {
    return await showForm(c, web, { reader, typed, fault: saysFailed(error) });
  }
  if ("here" in found) return await showHere(c, web, found.here);
  const { record } = found;
  const token = web.desk.keep(reader.id, record);
  return await showFound(c, web, { record, token, typed, sentence });
}

/** @throws what is no fault of what was typed, of whoever was asked, nor of the day. */
function saysFailed(error: unknown): string {
  const isTold = [Forbidden, Invalid, NotFound, TooMany].some((kind) => error instanceof kind);
  if (!isTold) throw error;
  return (error as Error).message;
}

async function showForm(
  c: Context,
  web: Web,
  { reader, typed, fault }: { reader: Reader; typed: string; fault?: string },
): Promise<Response> {
  const quota = quotaOf(web, reader);
  const left = await countLeft(web.db, quota);
  const day = await findOpenDay(web.db, web);
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
          maySubmit={left > 0 && day !== undefined}
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
  const day = await findOpenDay(web.db, web);
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
