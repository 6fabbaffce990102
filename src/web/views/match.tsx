// One line of a list with the paper that was found for it, as a difference: what the list said struck
// out, what it really is beside it; and the two answers that a person can give.
import type { Match } from "../../catalogue/lists/lists.ts";
import { links } from "../../links.ts";
import { arxivOf, bareIdentifier, type Identifier } from "../../papers/identifier.ts";
import { titleDifference, type TitlePart } from "../../papers/title-difference.ts";
import { External } from "./external.tsx";
import { Tex } from "./tex.tsx";
import { authorsInShort, count, figure } from "../../papers/words.ts";
import { Form } from "./form.tsx";

export const matchId = ({ id }: Match): string => `match-${id}`;

/** A match that waits for an answer. */
export function OpenMatch({ match, action }: { match: Match; action: string }) {
  const { id, line, given, found, foundAt } = match;
  if (!found) return null;
  return (
    <li class="match" id={matchId(match)}>
      <FoundTitle given={given.title ?? ""} found={found.title} id={`${matchId(match)}-title`} />
      <Authors given={given.authors} found={found.authors} />
      <p class="match-where">
        Line&nbsp;{figure(line)} · <Name identifier={found.identifier} /> ·{" "}
        {foundAt === "here" ? "is here already" : "found at arXiv"}
      </p>
      <Form action={action} class="match-answers">
        <button
          class="button button-main"
          type="submit"
          name="take"
          value={String(id)}
          aria-describedby={`${matchId(match)}-title`}
        >
          Take it
        </button>
        <button
          class="button"
          type="submit"
          name="decline"
          value={String(id)}
          aria-describedby={`${matchId(match)}-title`}
        >
          Not this one
        </button>
      </Form>
    </li>
  );
}

/** A line for which there is no paper, and the one that comes nearest. */
export function Missing({ match }: { match: Match }) {
  const { line, given, found, foundAt, similarity = 0 } = match;
  const isTaken = found !== undefined && given.identifier?.startsWith("doi:") === true;
  const isNear = found !== undefined && similarity > 0.3;
  return (
    <li class="match" id={matchId(match)}>
      <h3>{given.title ? <Tex source={given.title} /> : bareIdentifier(given.identifier ?? "")}</h3>
      <p class="match-where">
        Line&nbsp;{figure(line)} · {isTaken ? "its DOI names another work" : whyMissing(foundAt)}
      </p>
      {(isNear || isTaken) && (
        <p class="match-near">
          {isTaken ? "The DOI is that of" : "The nearest is"} “<Tex source={found.title} />” (
          <Name identifier={found.identifier} />
          ).
        </p>
      )}
      <p class="match-near">
        <a href={links.search(given.title ?? bareIdentifier(given.identifier ?? ""))}>
          Search for it here
        </a>
      </p>
    </li>
  );
}

function whyMissing(foundAt: string | undefined): string {
  if (foundAt === undefined) return "nobody was asked yet";
  return foundAt === "here" ? "not here; arXiv is not asked by DOI" : "arXiv does not know it";
}

/** What has been taken, or was turned down. */
export function Settled({ match }: { match: Match }) {
  const { given, found } = match;
  if (!found) return null;
  return (
    <li class="match-settled" id={matchId(match)}>
      {found.identifier && match.state === "taken" ? (
        <a href={links.paper(found.identifier)}>
          <Tex source={found.title} />
        </a>
      ) : (
        <Tex source={given.title ?? found.title} />
      )}
    </li>
  );
}

function FoundTitle({ given, found, id }: { given: string; found: string; id: string }) {
  if (given === found) {
    return (
      <h3 id={id}>
        <Tex source={found} />
      </h3>
    );
  }
  const parts = titleDifference(given, found);
  return (
    <>
      <p class="match-given">
        <span class="hidden">The list says: </span>
        {parts.given.map((part) => (
          <GivenPart {...part} />
        ))}
      </p>
      <h3 id={id}>
        {parts.found.map((part) => (
          <FoundPart {...part} />
        ))}
      </h3>
    </>
  );
}

/** As it is written: that is what was damaged. */
function GivenPart({ text, differs }: TitlePart) {
  return differs ? (
    <>
      <del>{text}</del>{" "}
    </>
  ) : (
    <>{text} </>
  );
}

function FoundPart({ text, differs }: TitlePart) {
  return differs ? (
    <>
      <ins>
        <Tex source={text} />
      </ins>{" "}
    </>
  ) : (
    <>
      <Tex source={text} />{" "}
    </>
  );
}

function Authors({
  given = [],
  found = [],
}: {
  given?: readonly string[] | undefined;
  found?: readonly string[] | undefined;
}) {
  const before = authorsInShort(given);
  const after = authorsInShort(found);
  if (after === "") return null;
  return (
    <p class="match-by">
      {before !== "" && before !== after && (
        <>
          <del>{before}</del>{" "}
        </>
      )}
      {before === after ? after : <ins>{after}</ins>}
      {given.length > 0 && given.length !== found.length && ` (${count(found.length, "author")})`}
    </p>
  );
}

function Name({ identifier }: { identifier: Identifier | undefined }) {
  if (!identifier) return null;
  const arxiv = arxivOf(identifier);
  if (!arxiv) return <>{bareIdentifier(identifier)}</>;
  return <External href={links.abstractAt(arxiv)}>arXiv:{arxiv}</External>;
}
