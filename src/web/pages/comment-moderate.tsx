// One comment for moderators: hiding it, showing it again, warning its author, and what was done so far.
import type { Context } from "hono";
import { listPapers } from "../../catalogue/papers.ts";
import { listActs } from "../../community/moderation/log.ts";
import { describeWaiting } from "../../community/moderation/queue.ts";
import type { Reader } from "../../community/readers.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { readReading } from "../reading.ts";
import { judgeAsSaid, readDone } from "../moderating.ts";
import { getReaderWho, whyNoVoice, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readFields, readNumber } from "../requests.ts";
import { DoneNote, RefusedNote } from "../views/moderation/done.tsx";
import { ModerationLinks } from "../views/moderation/links.tsx";
import { LoggedActs } from "../views/moderation/logged-act.tsx";
import { WaitingItem } from "../views/moderation/waiting.tsx";

export async function showModerateComment(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "moderate");
  return await show(c, web, { reader, done: readDone(c) });
}

export async function moderateComment(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "moderate");
  const id = idIn(c);
  const fields = new Map(await readFields(c)).set("comment", [String(id)]);
  fields.delete("which");
  try {
    const { done, refused } = await judgeAsSaid(web, { by: reader, fields });
    if (refused.length === 0) {
      return c.redirect(
        `${links.commentModerate(id)}?done=${done.map(({ act }) => act).join(",")}`,
        303,
      );
    }
    return await show(c, web, { reader, done: [], refused: refused.map(({ says }) => says) });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await show(c, web, { reader, done: [], refused: [error.message] });
  }
}

/** @throws NotFound */
function idIn(c: Context): number {
  const id = readNumber(c.req.param("id"));
  if (id === undefined) throw new NotFound("There is no such comment.");
  return id;
}

interface Shown {
  reader: Reader;
  done: readonly number[];
  refused?: readonly string[];
}

async function show(
  c: Context,
  web: Web,
  { reader, done, refused = [] }: Shown,
): Promise<Response> {
  const { db } = web;
  const now = web.clock();
  const id = idIn(c);
  const asked = { by: reader, now };
  const [waiting] = await describeWaiting(db, { ...asked, comments: [id] });
  if (!waiting) throw new NotFound("There is no such comment.");
  const { comment } = waiting;
  const [paper] = await listPapers(db, [comment.paper]);
  const isOwn = comment.by?.id === reader.id;
  const acts = isOwn ? [] : await listActs(db, { moderator: reader, now, comment: id, limit: 50 });
  const page = links.commentModerate(id);
  const silence = await whyNoVoice(c, web);
  return await renderPage(
    c,
    web,
    {
      title: "Moderate a comment",
      robots: "noindex",
      nav: "moderation",
      ownSubscribeBox: true,
    },
    <div class="moderation">
      <div class="page-head">
        <h1>Moderate a comment</h1>
        <ModerationLinks here={undefined} reader={reader} />
      </div>
      {silence === undefined ? (
        <DoneNote acts={acts.filter((act) => done.includes(act.id))} back={page} />
      ) : (
        <p class="waiting-not">{silence}</p>
      )}
      <RefusedNote says={refused} />
      <WaitingItem
        waiting={waiting}
        paper={paper}
        reading={await readReading(c, web, { comments: [comment], page })}
        action={page}
      />
      {acts.length > 0 && (
        <section class="moderation-part">
          <h2>What was done about it</h2>
          <LoggedActs
            acts={acts}
            timeZone={await zoneOf(c, web)}
            now={now}
            back={silence === undefined ? page : undefined}
          />
        </section>
      )}
    </div>,
    refused.length > 0 ? 400 : 200,
  );
}
