// What waits for moderators, and what they do with it: one by one, or with those that are ticked.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { countClaimsFor } from "../../community/authorship/claims.ts";
import { countWaiting, listWaiting } from "../../community/moderation/queue.ts";
import { getReaderByHandle, type Reader } from "../../community/readers.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { readReading } from "../reading.ts";
import { judgeAsSaid, listDone, mostAtOnce, readDone, wordsIn } from "../moderating.ts";
import { getReaderWho } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields, readPageNumber } from "../requests.ts";
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
    const { done, refused } = await judgeAsSaid(web, { by: reader, fields });
    const acts = done.map(({ act }) => act);
    if (refused.length === 0) {
      const page = readPageNumber(c);
      const more = page === 1 ? "" : `&page=${page}`;
      return c.redirect(`${links.moderation}?done=${acts.join(",")}${more}`, 303);
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
  const handle = c.req.query("by");
  const author = handle === undefined ? undefined : await getReaderByHandle(db, handle);
  const total = await countWaiting(db, { reader: reader.id, author: author?.id });
  // Of one person as many as can be handled at once.
  const limit = author ? mostAtOnce : perPage;
  // What was handled on the last page makes that the one before it.
  const page = Math.max(1, Math.min(readPageNumber(c), Math.ceil(total / limit)));
  const part = { limit, offset: (page - 1) * limit, author: author?.id };
  const waiting = await listWaiting(db, { by: reader, now, ...part });
  const papers = await listPapers(db, [...new Set(waiting.map(({ comment }) => comment.paper))]);
  const comments = waiting.map(({ comment }) => comment);
  return await renderPage(
    c,
    web,
    { title: "Moderation", robots: "noindex", nav: "moderation", ownSubscribeBox: true },
    <Queue
      reader={reader}
      waiting={waiting}
      total={total}
      author={author}
      claims={await countClaimsFor(db, reader.id)}
      page={page}
      perPage={limit}
      addressOf={(page) => addressOf(author, page)}
      papers={new Map(papers.map((paper) => [paper.id, paper]))}
      reading={await readReading(c, web, { comments, page: links.moderation })}
      done={await listDone(web, { moderator: reader, done })}
      refused={refused}
      typed={typed}
    />,
    refused.length > 0 ? 400 : 200,
  );
}

function addressOf(author: Reader | undefined, page: number): string {
  const address = author ? links.moderationBy(author.handle) : links.moderation;
  if (page === 1) return address;
  return `${address}${author ? "&" : "?"}page=${page}`;
}
