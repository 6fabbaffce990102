// Says that papers are left out because the reader hides them, and leads to them.
import type { Context } from "hono";
import { links } from "../../links.ts";
import { addressWith, showsAll } from "../hidden-papers.ts";
import { count, figure } from "../../papers/words.ts";

export function HiddenNote({ c, mutedCount }: { c: Context; mutedCount: number }) {
  if (showsAll(c)) {
    return (
      <p class="hidden-note">
        With what <a href={links.hidden()}>your own list</a> hides.{" "}
        <a href={addressWith(c, undefined)}>Hide it again</a>
      </p>
    );
  }
  if (mutedCount === 0) return null;
  return (
    <p class="hidden-note">
      {figure(mutedCount)} hidden by <a href={links.hidden()}>your own list</a>.{" "}
      <a href={addressWith(c, "shown")}>Show {mutedCount === 1 ? "it" : "them"}</a>
    </p>
  );
}

/** In place of papers, where it hides all of them. */
export function AllHidden({ c, mutedCount }: { c: Context; mutedCount: number }) {
  return (
    <section class="empty">
      <h2 class="empty-sentence">Your own list hides all of this edition.</h2>
      <p class="empty-text">
        <a href={addressWith(c, "shown")}>
          Show {mutedCount === 1 ? "its paper" : `its ${count(mutedCount, "paper")}`}
        </a>
        , or change <a href={links.hidden()}>what you hide</a>.
      </p>
    </section>
  );
}
