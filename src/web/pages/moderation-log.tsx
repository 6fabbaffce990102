// What moderators did: everybody reads it without what is private, moderators whole and with an undo.
import type { Context } from "hono";
import { countPresses, listPresses } from "../../community/moderation/log.ts";
import { undoAct } from "../../community/moderation/undoing.ts";
import { may } from "../../community/readers.ts";
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { listDone, readDone } from "../moderating.ts";
import { findReader, getReaderWho, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { demandPage, readFields, readNumbers, readPageNumber, samePath } from "../requests.ts";
import { DoneNote, RefusedNote } from "../views/moderation/done.tsx";
import { ModerationLinks } from "../views/moderation/links.tsx";
import { LoggedPresses } from "../views/moderation/logged-act.tsx";
import { Paging } from "../views/paging.tsx";

const perPage = 50;

export async function showLog(c: Context, web: Web): Promise<Response> {
  return await show(c, web, { page: readPageNumber(c), done: readDone(c), refused: [] });
}

/** Several at once where they were done at once; each is taken back or not by itself. */
export async function undo(c: Context, web: Web): Promise<Response> {
  const by = await getReaderWho(c, web, "moderate");
  const fields = await readFields(c);
  const acts = readNumbers(fields.get("act") ?? []).slice(0, 100);
  if (acts.length === 0) throw new Invalid("Say which act is to be taken back.");
  const done: number[] = [];
  const refused: string[] = [];
  for (const act of acts) {
    try {
      done.push(await undoAct(web.db, { act, by, press: done[0], now: web.clock() }));
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
  const total = await countPresses(db);
  const pages = Math.max(1, Math.ceil(total / perPage));
  demandPage(page, pages);
  const part = { limit: perPage, offset: (page - 1) * perPage };
  const presses = await listPresses(db, { moderator, now, ...part });
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
      <DoneNote acts={await listDone(web, { moderator, done })} back={links.moderationLog} />
      <RefusedNote says={refused} />
      {presses.length === 0 ? (
        <p class="note">
          Nothing so far. Whatever a moderator does will stand here. Meanwhile you can see{" "}
          <a href={links.discussions}>what is being talked about</a>.
        </p>
      ) : (
        <LoggedPresses
          presses={presses}
          timeZone={await zoneOf(c, web)}
          now={now}
          back={moderator && addressOf(page)}
        />
      )}
      <Paging
        page={page}
        pages={pages}
        perPage={perPage}
        total={total}
        of="acts"
        address={addressOf}
      />
    </div>,
    refused.length > 0 ? 400 : 200,
  );
}

function addressOf(page: number): string {
  return page === 1 ? links.moderationLog : `${links.moderationLog}?page=${page}`;
}
