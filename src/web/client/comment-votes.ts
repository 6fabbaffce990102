// Votes for comments without leaving the page.
import { isAsked, sendInPlace, showPressed } from "./send-in-place.ts";

interface Answer {
  votes: number;
  voted: boolean;
}

export function voteForCommentsInPlace(): void {
  sendInPlace<Answer>({
    name: "commentVote",
    read(form) {
      const voted = isAsked(form, "up");
      const votes = Number(countOf(form)?.textContent.replaceAll(/\D/g, "") ?? 0);
      return {
        before: { voted: !voted, votes },
        wanted: { voted, votes: Math.max(0, votes + (voted ? 1 : -1)) },
      };
    },
    show(form, { votes, voted }) {
      showPressed(form, "up", voted);
      const count = countOf(form);
      if (count) count.textContent = votes.toLocaleString("en-US");
      const noun = form.querySelector("[data-noun]");
      if (noun) noun.textContent = votes === 1 ? "vote" : "votes";
    },
  });
}

function countOf(form: HTMLFormElement): Element | null {
  return form.querySelector("[data-count]");
}
