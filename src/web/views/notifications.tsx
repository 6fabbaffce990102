// A reader's notifications by day, what is muted, and the line by which a comment is read.
import { formerReader } from "../../community/readers.ts";
import { headlineOf, sentenceOf } from "../../community/notifications/notification-words.ts";
import type { Unread } from "../../community/notifications/inbox.ts";
import type { MutedPerson, MutedThread } from "../../community/notifications/muting.ts";
import type { Notification } from "../../community/notifications/notification.ts";
import { links } from "../../links.ts";
import { excerpt } from "../../papers/markdown/excerpt.ts";
import { dayIn, type Day } from "../../papers/period.ts";
import { commentId } from "./comment.tsx";
import { LongDate } from "./dates.tsx";
import { Form } from "./form.tsx";
import { timeIn, type Clock } from "../../papers/moments.ts";
import { Tex } from "./tex.tsx";
import { count } from "../../papers/words.ts";

interface DaysProps {
  notifications: readonly Notification[];
  clock: Clock;
  /** Where to come back to. */
  back: string;
}

export function NotificationDays({ notifications, clock, back }: DaysProps) {
  const days = Map.groupBy(notifications, ({ at }) => dayIn(clock.timeZone, new Date(at)));
  return (
    <>
      {[...days].map(([day, some]) => (
        <NotificationDay day={day} notifications={some} clock={clock} back={back} />
      ))}
    </>
  );
}

function NotificationDay({ day, notifications, clock, back }: DaysProps & { day: Day }) {
  return (
    <section class="notification-day" aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`}>
        <time datetime={day}>
          <LongDate day={day} />
        </time>
      </h2>
      <ul>
        {notifications.map((each) => (
          <Item notification={each} clock={clock} back={back} />
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  notification: Notification;
  clock: Clock;
  back: string;
}

function Item({ notification, clock, back }: ItemProps) {
  const { id, isRead, paper, at } = notification;
  const headline = headlineOf(notification, clock);
  const place = placeOf(notification);
  const words = wordsOf(notification);
  return (
    <li class={isRead ? "notification" : "notification notification-new"}>
      <p class="notification-head">
        {!isRead && <strong class="notification-mark">New</strong>}
        {place === undefined ? (
          <span>{headline}</span>
        ) : (
          <a href={place} data-reads={isRead ? undefined : ""}>
            {headline}
          </a>
        )}
      </p>
      {paper && (
        <p class="notification-paper">
          <Tex source={paper.title} />
        </p>
      )}
      {words !== "" && <p class="notification-words">{words}</p>}
      <div class="notification-foot">
        <time datetime={at}>{timeIn(clock.timeZone, at)}</time>
        {!isRead && (
          <Form action={links.notificationsRead}>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="back" value={back} />
            <button class="link" type="submit">
              Mark as read<span class="hidden">: {headline}</span>
            </button>
          </Form>
        )}
      </div>
    </li>
  );
}

/** Where what it tells stands. */
function placeOf({ about, paper }: Notification): string | undefined {
  if (about.is === "comment") return links.comment(about.comment.id);
  if (about.is === "act") return about.comment === null ? undefined : links.comment(about.comment);
  return paper && links.paper(paper.identifier);
}

const longestWords = 200;

function wordsOf(notification: Notification): string {
  const { about } = notification;
  if (about.is !== "comment") return sentenceOf(notification);
  return excerpt(about.comment.source!, longestWords);
}

/** `newest` was the newest when the page was made: what came since stays unread. */
export function ReadAll({ newest }: { newest: number }) {
  return (
    <Form action={links.notificationsRead}>
      <input type="hidden" name="newest" value={newest} />
      <button class="button" type="submit">
        Mark all as read
      </button>
    </Form>
  );
}

/** On a page with what somebody was told of: the script says that it was read, as soon as it is. */
export function ReadHere({ unread, back }: { unread: readonly Unread[]; back: string }) {
  if (unread.length === 0) return null;
  return (
    <Form class="read-here" action={links.notificationsRead} data-read-here>
      {unread.map(({ id, comment }) => (
        <input type="hidden" name="id" value={id} data-comment={commentId(comment)} />
      ))}
      <input type="hidden" name="back" value={back} />
      {count(unread.length, "comment")} here {unread.length === 1 ? "is" : "are"} new among your
      notifications.{" "}
      <button class="link" type="submit">
        Mark as read
      </button>
    </Form>
  );
}

interface MutedProps {
  threads: readonly MutedThread[];
  people: readonly MutedPerson[];
}

export function Muted({ threads, people }: MutedProps) {
  return (
    <section class="muted-lists" id="muted">
      <h2>Muted</h2>
      {threads.length + people.length === 0 ? (
        <p class="note">
          Nothing is muted. “Mute thread” stands below the first comment of a thread, and “Mute” on
          the page of each person: you are told no more of what is said there, and nobody learns of
          it.
        </p>
      ) : (
        <p class="note">You are told nothing of these, and nobody learns of it.</p>
      )}
      {people.length > 0 && (
        <>
          <h3>People</h3>
          <ul class="rows">
            {people.map(({ name, handle }) => (
              <li>
                <a class="row-title" href={links.person(handle)}>
                  {name}
                </a>
                <Unmute action={links.personMute(handle)} what={name} />
              </li>
            ))}
          </ul>
        </>
      )}
      {threads.length > 0 && (
        <>
          <h3>Threads</h3>
          <ul class="rows">
            {threads.map(({ root, title, by }) => (
              <li>
                <a class="row-title" href={links.comment(root)}>
                  {by ?? formerReader} on <Tex source={title} />
                </a>
                <Unmute action={links.commentMute(root)} what="this thread" />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Unmute({ action, what }: { action: string; what: string }) {
  return (
    <Form action={action}>
      <input type="hidden" name="mute" value="0" />
      <input type="hidden" name="back" value={`${links.notifications}#muted`} />
      <button class="button" type="submit">
        Unmute<span class="hidden"> {what}</span>
      </button>
    </Form>
  );
}
