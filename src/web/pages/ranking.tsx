// How ranking works: the formula and its weights as they hold. Whoever reads it sees what other
// weights would do, and the owner can save them; every change is logged and can be undone.
import type { Context } from "hono";
import { findNewestEdition, getEdition } from "../../editions/edition.ts";
import { previewWeights } from "../../editions/preview.ts";
import type { Entry } from "../../editions/standings.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { dayPeriod } from "../../papers/period.ts";
import {
  changeWeights,
  getWeights,
  listChanges,
  undoChange,
} from "../../ranking/ranking-changes.ts";
import { changesBetween } from "../../ranking/weights.ts";
import type { Web } from "../context.ts";
import { getReaderWho, readerMay, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, shortened } from "../requests.ts";
import { HowToSignIn } from "../views/owner.tsx";
import { RankingEssay } from "../views/ranking-essay.tsx";
import { RankingLog } from "../views/ranking-log.tsx";
import { PreviewOfWeights } from "../views/ranking-preview.tsx";
import { WeightsForm } from "../views/weights-form.tsx";
import { readWeights, type AskedWeights } from "../weights.ts";

export async function showRanking(c: Context, web: Web): Promise<Response> {
  const asked = readWeights(c.req.query(), await getWeights(web.db));
  return await showWeights(c, web, asked);
}

export async function saveRanking(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "own");
  const asked = readWeights(await readForm(c), await getWeights(web.db));
  if (!asked.weights) return await showWeights(c, web, asked);
  const saved = await changeWeights(web.db, { weights: asked.weights, now: web.clock() });
  return c.redirect(`${links.ranking}?${saved ? "saved" : "unchanged"}#log`, 303);
}

export async function undoRanking(c: Context, web: Web): Promise<Response> {
  await getReaderWho(c, web, "own");
  const { change = "" } = await readForm(c);
  if (!/^[1-9]\d{0,8}$/.test(change)) {
    throw new Invalid(`A change is named by its number in the log, not “${shortened(change)}”.`);
  }
  const undone = await undoChange(web.db, { id: Number(change), now: web.clock() });
  return c.redirect(`${links.ranking}?${undone ? "undone" : "unchanged"}#log`, 303);
}

async function showWeights(c: Context, web: Web, asked: AskedWeights): Promise<Response> {
  const { db, judge, config } = web;
  const owner = await readerMay(c, web, "own");
  const weights = await getWeights(db);
  const now = web.clock();
  return await renderPage(
    c,
    web,
    {
      title: "How ranking works",
      description: "The formula and the weights by which papers are ordered here.",
      canonical: links.ranking,
      ...(asked.isTrial && { robots: "noindex" }),
    },
    <>
      <RankingEssay weights={weights} lead={await findLead(web)} />
      <section class="ranking-part" id="weights">
        <h2>The weights</h2>
        <p>
          Change them and look what that would do to the newest edition, to the last whole week and
          to what is trending. A preview changes nothing, and its address can be passed on. Weights
          are kept to a hundredth; what is finer is rounded.
        </p>
        {asked.faults.size > 0 && (
          <p class="error" role="alert">
            <strong aria-hidden="true">!</strong> Some weights cannot be read; what is wrong stands
            at each.
          </p>
        )}
        <WeightsForm typed={asked.typed} faults={asked.faults} isTrial={asked.isTrial} />
        {!owner && (
          <div class="small">
            <p>The owner of this site saves them below the preview.</p>
            <HowToSignIn />
          </div>
        )}
      </section>
      {asked.weights && asked.isTrial && (
        <PreviewOfWeights
          previews={await previewWeights(db, {
            weights: asked.weights,
            judge,
            now,
            timeZone: config.TIME_ZONE,
          })}
          changes={changesBetween(weights, asked.weights)}
          weights={asked.weights}
          isOwner={owner}
        />
      )}
      <section class="ranking-part" id="log">
        <h2>Changes</h2>
        <p role="status">{noteOf(c)}</p>
        <RankingLog
          changes={await listChanges(db)}
          weights={weights}
          isOwner={owner}
          timeZone={await zoneOf(c, web)}
          now={now}
        />
      </section>
    </>,
    asked.faults.size > 0 ? 400 : 200,
  );
}

/** The first paper of the newest edition. */
async function findLead({ db, judge }: Web): Promise<Entry | undefined> {
  const day = await findNewestEdition(db);
  if (day === undefined) return undefined;
  const { entries } = await getEdition(db, { period: dayPeriod(day), perPage: 1, judge });
  return entries[0];
}

function noteOf(c: Context): string | undefined {
  if (c.req.query("saved") !== undefined) return "Saved. Every page has the new order already.";
  if (c.req.query("undone") !== undefined) return "Taken back. The log keeps both.";
  if (c.req.query("unchanged") !== undefined) return "Nothing was other than it is.";
  return undefined;
}
