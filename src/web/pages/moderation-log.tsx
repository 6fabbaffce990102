// What moderators did: everybody reads it without what is private, moderators whole and with an undo.
import type { Context } from "hono";
import { countActs, listActs } from "../../community/moderation/log.ts";
import { undoAct } from "../../community/moderation/undoing.ts";
import { may } from "../../community/readers.ts";
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { readDone } from "../moderating.ts";
import { findReader, getReaderWho, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields, readPageNumber, samePath } from "../requests.ts";
import { DoneNote, RefusedNote } from "../views/moderation/done.tsx";
import { ModerationLinks } from "../views/moderation/links.tsx";
import { LoggedActs } from "../views/moderation/logged-act.tsx";
import { count } from "../views/words.ts";

const perPage = 50;

export async function showLog(c: Context, web: Web): Promise<Response> {
  return await show(c, web, { page: readPageNumber(c), done: readDone(c), refused: [] });
}

/** Several at once where they were done at once; each is taken back or not by itself. */
export async function undo(c: Context, web: Web): Promise<Response> {
  const by = await getReaderWho(c, web, "moderate");
  const fields = await readFields(c);
  const acts = (fields.get("act") ?? []).filter((each) => /^\d{1,15}$/.test(each)).slice(0, 100);
  if (acts.length === 0) throw new Invalid("Say which act is to be taken back.");
  const done: number[] = [];
  const refused: string[] = [];
  for (const act of acts) {
    try {
      done.push(await undoAct(web.db, { act: Number(act), by, now: web.clock() }));
    } catch (error) {
      const isKnown =
        error instanceof Invalid || error instanceof NotFound || error instanceof Forbidden;
      if (!isKnown) throw error;
      refused.push(error.message);
    }
  }
  if (refused.length > 0) return await show(c, web, { page: 1, done, refused });
  const back = samePath(fields.get("back")?.[0], links.moderationLog);
  return c.redirect(`${back}${back.includes("?") ? "&" : "?"}done=${done.join(",")}`, 303);
}

interface Shown {
  page: number;
  done: readonly number[];
  refused: readonly string[];
}

async function show(c: Context, web: Web, { page, done, refused }: Shown): Promise<Response> {
  const { db } = web;
  const now = web.clock();
  const reader = await findReader(c, web);
  const moderator = may(reader, "moderate") ? reader : undefined;
  const total = await countActs(db);
  const pages = Math.max(1, Math.ceil(total / perPage));
  if (page > pages) throw new NotFound(`The log has ${count(pages, "page")}.`);
  const asked = { moderator, now };
  const acts = await listActs(db, { ...asked, limit: perPage, offset: (page - 1) * perPage });
  return await renderPage(
    c,
    web,
    {
      title: "What moderators did",
      robots: "noindex",
      ownSubscribeBox: true,
      ...(moderator && { nav: "moderation" as const }),
    },
    <div class="moderation">
      <div class="page-head">
        <h1>What moderators did</h1>
        {moderator ? (
          <ModerationLinks here="log" reader={moderator} />
        ) : (
          <p>
            Everything that moderators do here stands in this log, with the reason. Who wrote a
            hidden comment, who was warned and who reported something is told to nobody; who is
            suspended or banned stands here as long as it lasts.
          </p>
        )}
      </div>
      <DoneNote
        acts={
          moderator && done.length > 0
            ? await listActs(db, { ...asked, acts: done, limit: done.length })
            : []
        }
        back={links.moderationLog}
      />
      <RefusedNote says={refused} />
      {acts.length === 0 ? (
        <p class="note">
          Nothing so far. Whatever a moderator does will stand here. Meanwhile you can see{" "}
          <a href={links.discussions}>what is being talked about</a>.
        </p>
      ) : (
        <LoggedActs
          acts={acts}
          timeZone={await zoneOf(c, web)}
          now={now}
          back={moderator && addressOf(page)}
        />
      )}
      <Neighbours page={page} pages={pages} />
    </div>,
    refused.length > 0 ? 400 : 200,
  );
}

function addressOf(page: number): string {
  return page === 1 ? links.moderationLog : `${links.moderationLog}?page=${page}`;
}

function Neighbours({ page, pages }: { page: number; pages: number }) {
  if (pages === 1) return null;
  return (
    <nav class="paging" aria-label="Pages">
      <p>
        page {page} of {pages}
      </p>
      <ul>
        {page > 1 && (
          <li>
            <a href={addressOf(page - 1)} rel="prev">
              ← Newer
            </a>
          </li>
        )}
        {page < pages && (
          <li>
            <a href={addressOf(page + 1)} rel="next">
              Older →
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
