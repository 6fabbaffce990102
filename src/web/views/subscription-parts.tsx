// What stands on the page of a subscription beside its form.
import type { Child } from "hono/jsx";
import { untilFurtherNotice } from "../../email/subscriptions/subscription.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import {
  dayIn,
  parsePeriod,
  periodTitle,
  plainDate,
  shortDate,
  type Day,
} from "../../papers/period.ts";
import type { Web } from "../context.ts";
import { FeedAddresses } from "./feed-links.tsx";
import { Tex } from "./tex.tsx";
import { count } from "../../papers/words.ts";
import { Form } from "./form.tsx";

export function Part({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <section class="subscription-part" id={id}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

const pauses = [
  ["week", "For a week"],
  ["month", "For a month"],
  ["open", "Until I say"],
] as const;

export function PauseButtons({ token, isPaused }: { token: string; isPaused: boolean }) {
  return (
    <Form class="pause" action={links.subscriptionPause(token)}>
      {isPaused && (
        <button class="button button-main" type="submit" name="for" value="none">
          Resume
        </button>
      )}
      {pauses.map(([value, name]) => (
        <button class="button" type="submit" name="for" value={value}>
          {name}
        </button>
      ))}
    </Form>
  );
}

/** How long a pause lasts, in a sentence. */
export function pausedLine(until: Day, { config, clock }: Pick<Web, "config" | "clock">): string {
  if (until === untilFurtherNotice) return "Paused until you say so; nothing comes meanwhile.";
  if (until <= dayIn(config.TIME_ZONE, clock())) return "The pause is over.";
  const isThisYear = until.startsWith(dayIn(config.TIME_ZONE, clock()).slice(0, 4));
  return `Paused until ${isThisYear ? shortDate(until) : plainDate(until)}.`;
}

interface LessLikeProps {
  token: string;
  /** The latest. */
  papers: readonly Paper[];
  /** How many there are besides. */
  more: number;
}

export function LessLike({ token, papers, more }: LessLikeProps) {
  return (
    <Part id="less" title="Less like this">
      {papers.length === 0 ? (
        <p>
          Under each paper of a letter stands “Less like this”. What you choose there is listed
          here, and can be taken back.
        </p>
      ) : (
        <>
          <p>
            Papers like {papers.length === 1 ? "this one" : "these"} stand lower in your letters.
          </p>
          <ul class="rows">
            {papers.map(({ identifier, title }) => (
              <li>
                <a class="row-title" href={links.paper(identifier)}>
                  <Tex source={title} />
                </a>
                <Form action={links.subscriptionLess(token, identifier)}>
                  <input type="hidden" name="back" value="subscription" />
                  <button class="button" type="submit" name="less" value="no">
                    Undo
                  </button>
                </Form>
              </li>
            ))}
          </ul>
          {more > 0 && <p>And {more} more, chosen before these.</p>}
        </>
      )}
    </Part>
  );
}

export interface PastLetter {
  edition: string;
  subject: string;
  papers: number;
}

export function PastLetters({
  read,
  letters,
  more,
}: {
  read: string;
  letters: readonly PastLetter[];
  /** There are older ones. */
  more: boolean;
}) {
  return (
    <Part id="letters" title="Your letters">
      {letters.length === 0 ? (
        <p>None has been made yet. Here they can be read again, each at an address of its own.</p>
      ) : (
        <>
          <LetterRows read={read} letters={letters} />
          <p>
            <a href={links.letters(read)}>
              {more ? "All letters" : "The same list at an address that only reads"}
            </a>
          </p>
        </>
      )}
    </Part>
  );
}

export function LetterRows({ read, letters }: { read: string; letters: readonly PastLetter[] }) {
  return (
    <ul class="rows">
      {letters.map(({ edition, subject, papers }) => (
        <li>
          <a class="row-title" href={links.letter(read, edition)}>
            {subject}
          </a>
          <span class="row-figure">{count(papers, "paper")}</span>
        </li>
      ))}
    </ul>
  );
}

/** `Friday 27 March 2026`, `Week 13, 2026` */
export function editionName(edition: string): string {
  const period = parsePeriod(edition);
  return period ? periodTitle(period) : edition;
}

export function Elsewhere({ read, siteUrl }: { read: string; siteUrl: URL }) {
  return (
    <Part id="feeds" title="In a feed reader">
      <p>
        The same letters, to be read elsewhere. These addresses are yours alone; whoever has them
        can read along.
      </p>
      <FeedAddresses of={links.letters(read)} siteUrl={siteUrl} />
    </Part>
  );
}
