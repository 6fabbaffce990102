// What waits for moderators, and what they do with it: one by one, or with those that are ticked.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { listActs } from "../../community/moderation/log.ts";
import { countWaiting, listWaiting } from "../../community/moderation/queue.ts";
import type { Reader } from "../../community/readers.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { readReading } from "../reading.ts";
import { judgeAsSaid, readDone, wordsIn } from "../moderating.ts";
import { getReaderWho } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields } from "../requests.ts";
import { Queue, type QueueTyped } from "../views/moderation/queue.tsx";

const perPage = 40;

export async function showQueue(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "moderate");
  return await show(c, web, { reader, done: readDone(c) });
}

export async function judgeWaiting(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "moderate");
  const fields = await readFields(c);
  try {
    const { acts, refused } = await judgeAsSaid(web, { by: reader, fields });
    if (refused.length === 0) {
      return c.redirect(`${links.moderation}?done=${acts.join(",")}`, 303);
    }
    return await show(c, web, { reader, done: acts, refused: refused.map(({ says }) => says) });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const typed = { ...wordsIn(fields), ticked: fields.get("comment") ?? [] };
    return await show(c, web, { reader, done: [], refused: [error.message], typed });
  }
}

interface Shown {
  reader: Reader;
  done: readonly number[];
  refused?: readonly string[];
  typed?: QueueTyped;
}

async function show(
  c: Context,
  web: Web,
  { reader, done, refused = [], typed }: Shown,
): Promise<Response> {
  const { db } = web;
  const now = web.clock();
  const waiting = await listWaiting(db, { by: reader, now, limit: perPage });
  const papers = await listPapers(db, [...new Set(waiting.map(({ comment }) => comment.paper))]);
  const comments = waiting.map(({ comment }) => comment);
  return await renderPage(
    c,
    web,
    { title: "Moderation", robots: "noindex", nav: "moderation", ownSubscribeBox: true },
    <Queue
      reader={reader}
      waiting={waiting}
      total={await countWaiting(db, reader.id)}
      papers={new Map(papers.map((paper) => [paper.id, paper]))}
      reading={await readReading(c, web, { comments, page: links.moderation })}
      done={
        done.length === 0
          ? []
          : await listActs(db, { moderator: reader, now, acts: done, limit: done.length })
      }
      refused={refused}
      typed={typed}
    />,
    refused.length > 0 ? 400 : 200,
  );
}
