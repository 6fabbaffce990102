// Beside an edition, what its editors can do with it.
import { links } from "../../links.ts";
import type { Day } from "../../papers/period.ts";

export function EditorsRail({ day, isClosed }: { day: Day; isClosed: boolean }) {
  return (
    <section class="editors-rail">
      <h2>For editors</h2>
      <p>
        <a href={links.picks}>Picks of today and to come</a>
      </p>
      <p>
        <a href={links.closeEdition(day)}>
          {isClosed ? "This edition is closed" : "Close this edition"}
        </a>
      </p>
    </section>
  );
}
