// How the reader is told of what others say: a row a kind, each answer kept at once.
import {
  isAlwaysTold,
  notificationKinds,
  notificationWays,
  waysOf,
  type NotificationKind,
  type NotificationWay,
} from "../../../community/notifications/notification-kinds.ts";
import type { Reader } from "../../../community/readers.ts";
import { links } from "../../../links.ts";
import { Question } from "../choice.tsx";
import { Form } from "../form.tsx";

interface NotificationsSectionProps {
  reader: Reader;
  saved: string | undefined;
  /** By which the daily letter comes: `Berlin time`. */
  clock: string;
}

/** What a row is called in `?saved`. */
export function questionOf(kind: NotificationKind): string {
  return `notification-${kind}`;
}

const labels: Record<NotificationKind, string> = {
  reply: "Replies",
  mention: "Mentions",
  own: "Your papers",
  followed: "Discussions you follow",
  moderation: "Moderators",
  claim: "Claims",
};

const what: Record<NotificationKind, string> = {
  reply: "somebody replies to you, or writes in a thread that you began",
  mention: "somebody writes your name with an @ before it",
  own: "somebody writes about a paper that you brought, or are an author of",
  followed: "somebody writes in a discussion that you follow",
  moderation: "a moderator decides something about you or your comments",
  claim: "an editor decides about a paper that you say is yours",
};

const ways: Record<NotificationWay, string> = {
  none: "Never",
  site: "Here",
  mail: "By mail",
  digest: "Daily",
};

export function NotificationsSection({ reader, saved, clock }: NotificationsSectionProps) {
  const chosen = waysOf(reader.settings);
  return (
    <section class="notification-choices" id="notifications">
      <h2>Notifications</h2>
      <p class="settings-note">
        What you are told of stands among <a href={links.notifications}>your notifications</a>, and
        by mail where you wish: in a letter some minutes later, or in a daily one at eight in the
        morning, {clock}.
      </p>
      {notificationKinds.map((kind) => (
        <Question
          name={questionOf(kind)}
          label={labels[kind]}
          means={`when ${what[kind]}`}
          saved={saved}
        >
          <Form action={links.settingsNotifications}>
            <input type="hidden" name="kind" value={kind} />
            <div class="segments" role="group" aria-label={labels[kind]}>
              {notificationWays
                .filter((way) => way !== "none" || !isAlwaysTold(kind))
                .map((way) => (
                  <button
                    type="submit"
                    name="way"
                    value={way}
                    aria-pressed={way === chosen[kind] ? "true" : "false"}
                  >
                    {ways[way]}
                  </button>
                ))}
            </div>
          </Form>
        </Question>
      ))}
    </section>
  );
}
