// What a reader is told of, by day, and what is muted. Opening it changes nothing: what is read is said by
// a button, or by the script when a comment is opened.
import type { Context } from "hono";
import {
  countUnread,
  listNotifications,
  markAllRead,
  markRead,
} from "../../community/notifications/inbox.ts";
import { listMutedPeople, listMutedThreads } from "../../community/notifications/muting.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { readCommentNumber as readNumber } from "../named-comment.ts";
import { getReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { ownPath, readForm, samePath, wantsJson } from "../requests.ts";
import { Muted, NoticeDays, ReadAll } from "../views/notifications.tsx";
import { unreadWords } from "../views/nav.tsx";

const perPage = 40;

export async function showNotifications(c: Context, web: Web): Promise<Response> {
  const { db } = web;
  const { id: reader } = await getReader(c, web);
  const before = readBefore(c);
  const { told, older } = await listNotifications(db, { reader, before, limit: perPage });
  const unread = await countUnread(db, reader);
  const newest = told[0]?.id;
  const isFirst = before === undefined;
  return await renderPage(
    c,
    web,
    { title: "Notifications", robots: "noindex", nav: "notifications" },
    <div class="notices">
      <div class="page-head">
        <h1>Notifications</h1>
        <p>
          {unread > 0 ? `${unreadWords(unread)}. ` : told.length > 0 ? "All are read. " : ""}
          <a href={`${links.settings}#notifications`}>Choose how you are told</a>
        </p>
      </div>
      {isFirst && unread > 0 && newest !== undefined && <ReadAll newest={newest} />}
      {told.length === 0 ? (
        <Nothing isFirst={isFirst} />
      ) : (
        <NoticeDays told={told} timeZone={await zoneOf(c, web)} back={ownPath(c)} />
      )}
      <Paging isFirst={isFirst} older={older} />
      {isFirst && (
        <Muted
          threads={await listMutedThreads(db, reader)}
          people={await listMutedPeople(db, reader)}
        />
      )}
    </div>,
  );
}

/** @throws Invalid */
function readBefore(c: Context): number | undefined {
  const written = c.req.query("before");
  if (written === undefined) return undefined;
  const before = readNumber(written);
  if (before === undefined) throw new Invalid("There is no such page of notifications.");
  return before;
}

function Nothing({ isFirst }: { isFirst: boolean }) {
  if (!isFirst) return <p class="note">There are no older ones.</p>;
  return (
    <section class="notices-none">
      <h2>There is nothing yet.</h2>
      <p>
        When somebody replies to you, mentions you, or writes about a paper of yours or in a
        discussion that you follow, it stands here. “Follow” beside the head of a paper’s discussion
        tells you of every comment there.
      </p>
      <p>
        <a href={links.discussions}>What is being talked about</a>
      </p>
    </section>
  );
}

function Paging({ isFirst, older }: { isFirst: boolean; older: number | undefined }) {
  if (isFirst && older === undefined) return null;
  return (
    <nav class="notices-paging" aria-label="Pages">
      {!isFirst && <a href={links.notifications}>← The newest</a>}
      {older !== undefined && (
        <a href={`${links.notifications}?before=${older}`} rel="next">
          Older →
        </a>
      )}
    </nav>
  );
}

/** One of them, or all up to the one that was the newest. */
export async function markNotificationsRead(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const { id, newest, back } = await readForm(c);
  const [one, all] = [readNumber(id), readNumber(newest)];
  const now = web.clock();
  if (one !== undefined) await markRead(web.db, { reader, ids: [one], now });
  else if (all !== undefined) await markAllRead(web.db, { reader, newest: all, now });
  else throw new Invalid("It is not said which are read.");
  if (wantsJson(c)) return c.json({ unread: await countUnread(web.db, reader) });
  return c.redirect(samePath(back, links.notifications), 303);
}
