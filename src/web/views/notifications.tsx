// A reader's notifications by day, what is muted, and the line by which a comment is read.
import { formerReader } from "../../community/readers.ts";
import { headlineOf, sentenceOf } from "../../community/notifications/notice-words.ts";
import type { MutedPerson, MutedThread } from "../../community/notifications/muting.ts";
import type { Told } from "../../community/notifications/told.ts";
import { links } from "../../links.ts";
import { markdownToText } from "../../papers/markdown/markdown.ts";
import { opening } from "../../papers/opening.ts";
import { dayIn, type Day } from "../../papers/period.ts";
import { LongDate } from "./dates.tsx";
import { Form } from "./form.tsx";
import { timeIn } from "./moments.ts";
import { Tex } from "./tex.tsx";

interface DaysProps {
  told: readonly Told[];
  timeZone: string;
  /** Where to come back to. */
  back: string;
}

export function NoticeDays({ told, timeZone, back }: DaysProps) {
  const days = Map.groupBy(told, ({ at }) => dayIn(timeZone, new Date(at)));
  return (
    <>
      {[...days].map(([day, some]) => (
        <NoticeDay day={day} told={some} timeZone={timeZone} back={back} />
      ))}
    </>
  );
}

function NoticeDay({ day, told, timeZone, back }: DaysProps & { day: Day }) {
  return (
    <section class="notice-day" aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`}>
        <time datetime={day}>
          <LongDate day={day} />
        </time>
      </h2>
      <ul>
        {told.map((each) => (
          <Notice told={each} timeZone={timeZone} back={back} />
        ))}
      </ul>
    </section>
  );
}

function Notice({ told, timeZone, back }: { told: Told; timeZone: string; back: string }) {
  const { id, isRead, paper, at } = told;
  const place = placeOf(told);
  const words = wordsOf(told);
  return (
    <li class={isRead ? "notice" : "notice notice-new"}>
      <p class="notice-head">
        {!isRead && <strong class="notice-mark">New</strong>}
        {place === undefined ? (
          <span>{headlineOf(told)}</span>
        ) : (
          <a href={place} data-reads={isRead ? undefined : ""}>
            {headlineOf(told)}
          </a>
        )}
      </p>
      {paper && (
        <p class="notice-paper">
          <Tex source={paper.title} />
        </p>
      )}
      {words !== "" && <p class="notice-words">{words}</p>}
      <div class="notice-foot">
        <time datetime={at}>{timeIn(timeZone, at)}</time>
        {!isRead && (
          <Form action={links.notificationsRead}>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="back" value={back} />
            <button class="link" type="submit">
              Mark as read<span class="hidden">: {headlineOf(told)}</span>
            </button>
          </Form>
        )}
      </div>
    </li>
  );
}

/** Where what it tells stands. */
function placeOf({ about, paper }: Told): string | undefined {
  if (about.is === "comment") return links.comment(about.comment.id);
  if (about.is === "act") return about.comment === null ? undefined : links.comment(about.comment);
  return paper && links.paper(paper.identifier);
}

const longestWords = 200;

function wordsOf(told: Told): string {
  const { about } = told;
  if (about.is !== "comment") return sentenceOf(told);
  return opening(markdownToText(about.comment.source!).replaceAll(/\s+/g, " "), longestWords);
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

/** On the page of what somebody was told of: the script says that it was read, as soon as it is. */
export function ReadHere({ id, back }: { id: number; back: string }) {
  return (
    <Form class="read-here" action={links.notificationsRead} data-read-here>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="back" value={back} />
      This is new among your notifications.{" "}
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
          Nothing is muted. The menu of a comment mutes its thread, and the page of a person mutes
          them: you are told no more of what is said there, and nobody learns of it.
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
