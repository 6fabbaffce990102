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
import { Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { getReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { ownPath, readFields, readNumber, readNumbers, samePath, wantsJson } from "../requests.ts";
import { Muted, NotificationDays, ReadAll } from "../views/notifications.tsx";
import { unreadWords } from "../views/nav.tsx";
import { EndlessPaging } from "../views/paging.tsx";

const perPage = 40;

export async function showNotifications(c: Context, web: Web): Promise<Response> {
  const { db } = web;
  const { id: reader } = await getReader(c, web);
  const before = readBefore(c);
  const { notifications, older } = await listNotifications(db, { reader, before, limit: perPage });
  const unread = await countUnread(db, reader);
  const newest = notifications[0]?.id;
  const isFirst = before === undefined;
  if (!isFirst && notifications.length === 0)
    throw new NotFound("There are no older notifications.");
  return await renderPage(
    c,
    web,
    { title: "Notifications", robots: "noindex", nav: "notifications" },
    <div class="notifications">
      <div class="page-head">
        <h1>Notifications</h1>
        <p>
          {unread > 0
            ? `${unreadWords(unread)}. `
            : notifications.length > 0
              ? "All are read. "
              : ""}
          <a href={`${links.settings}#notifications`}>Choose how you are told</a>
        </p>
      </div>
      {isFirst && unread > 0 && newest !== undefined && <ReadAll newest={newest} />}
      {notifications.length === 0 ? (
        <Nothing />
      ) : (
        <NotificationDays
          notifications={notifications}
          clock={{ timeZone: await zoneOf(c, web), now: web.clock() }}
          back={ownPath(c)}
        />
      )}
      <EndlessPaging
        first={isFirst ? undefined : links.notifications}
        next={older === undefined ? undefined : `${links.notifications}?before=${older}`}
      />
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

function Nothing() {
  return (
    <section class="notifications-none">
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

/** More stand on no page. */
const mostAtOnce = 1000;

/** Some of them, or all up to the one that was the newest. */
export async function markNotificationsRead(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const fields = await readFields(c);
  const ids = readNumbers(fields.get("id") ?? []).slice(0, mostAtOnce);
  const all = readNumber(fields.get("newest")?.[0]);
  const now = web.clock();
  if (ids.length > 0) await markRead(web.db, { reader, ids, now });
  else if (all !== undefined) await markAllRead(web.db, { reader, newest: all, now });
  else throw new Invalid("It is not said which are read.");
  if (wantsJson(c)) return c.json({ unread: await countUnread(web.db, reader) });
  return c.redirect(samePath(fields.get("back")?.[0], links.notifications), 303);
}
