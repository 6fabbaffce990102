// Votes without leaving the page.
import { isAsked, sendInPlace, showPressed } from "./send-in-place.ts";

interface Answer {
  upvotes: number;
  voted: boolean;
}

export function voteInPlace(): void {
  sendInPlace<Answer>({
    name: "vote",
    read(form) {
      const voted = isAsked(form, "up");
      const upvotes = shownCount(form);
      return {
        before: { voted: !voted, upvotes },
        wanted: { voted, upvotes: Math.max(0, upvotes + (voted ? 1 : -1)) },
      };
    },
    show,
  });
}

function show(form: HTMLFormElement, { upvotes, voted }: Answer): void {
  showPressed(form, "up", voted);
  const count = form.querySelector("[data-count]");
  if (count) count.textContent = upvotes.toLocaleString("en-US");
  const noun = form.querySelector("[data-noun]");
  if (noun) noun.textContent = upvotes === 1 ? "upvote" : "upvotes";
}

function shownCount(form: HTMLFormElement): number {
  return Number(form.querySelector("[data-count]")?.textContent?.replaceAll(/\D/g, "") ?? 0);
}
