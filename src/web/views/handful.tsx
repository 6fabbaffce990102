// An edition cut to the minutes that one has: how to ask for it, how it ends.
import type { Edition } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import { count, inLetters } from "../../papers/words.ts";

const offered = [5, 10, 20];

/** In the head of an edition, how long one wants to read: `Read for 5 · 10 · 20 minutes` */
export function MinutesOffer({ edition: { period, section, minutes } }: { edition: Edition }) {
  return (
    <>
      Read for{" "}
      {offered.map((each, index) => (
        <>
          {index > 0 && <span class="dot">·</span>}
          <a
            href={links.edition(period, { section: section?.address, minutes: each })}
            aria-current={each === minutes ? "true" : undefined}
          >
            {each}
          </a>
        </>
      ))}{" "}
      minutes
    </>
  );
}

/** Below the last one. */
export function MinutesOver({ edition }: { edition: Edition }) {
  const { minutes, entries, total, period, section } = edition;
  return (
    <div class="minutes-over">
      <p>
        That is {inLetters(minutes!)} {minutes === 1 ? "minute" : "minutes"}. Done.
      </p>
      {entries.length < total && (
        <p>
          <a href={links.edition(period, { section: section?.address })}>
            The whole edition, {count(total, "paper")}
          </a>
        </p>
      )}
    </div>
  );
}
