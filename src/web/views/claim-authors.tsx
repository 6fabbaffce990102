// Beside the authors of a paper: who of them is here, and how one says that one is another.
import type { AuthorHere, Claim } from "../../community/authorship/claims.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { count } from "../../papers/words.ts";

/** What the page of a paper tells of its authors. */
export interface Authorship {
  here: readonly AuthorHere[];
  /** The claim of whoever looks. */
  own: Claim | undefined;
  /** How many wait for whoever looks to decide. */
  waiting: number;
}

const mostNamed = 10;

export function AuthorsHere({
  paper,
  at: { here, own, waiting },
}: {
  paper: Paper;
  at: Authorship;
}) {
  if (paper.authors.length === 0) return null;
  const named = here.slice(0, mostNamed);
  const more = here.length - named.length;
  return (
    <p class="authors-here">
      {named.length > 0 && (
        <span>
          {named.map((each, index) => (
            <>
              {index > 0 && (index === named.length - 1 && more === 0 ? " and " : ", ")}
              <WhoHere here={each} />
            </>
          ))}
          {more > 0 && ` and ${more} more`} {here.length === 1 ? "is" : "are"} here.{" "}
        </span>
      )}
      <a href={links.claim(paper.identifier)}>{wordsOf(own)}</a>
      {waiting > 0 && (
        <>
          {" · "}
          <a href={links.moderationClaims}>{count(waiting, "claim")} to decide</a>
        </>
      )}
    </p>
  );
}

/** As the paper writes them, and what they are called here where that is something else. */
function WhoHere({ here: { by, author } }: { here: AuthorHere }) {
  const written = texToText(author);
  return (
    <>
      <a href={links.person(by.handle)}>{written}</a>
      {written !== by.name && ` (as ${by.name})`}
    </>
  );
}

function wordsOf(own: Claim | undefined): string {
  if (own?.state === "proved") return "You are known as an author";
  return own?.state === "asked"
    ? "Your claim is with the editors"
    : "Are you an author of this paper?";
}
