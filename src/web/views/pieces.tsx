// A line of pieces (src/papers/documents/document.ts), as a page shows it.
import { dot, type Fact, type Link, type Piece } from "../../papers/documents/document.ts";
import { Moment, DateWords } from "./dates.tsx";
import { External } from "./external.tsx";
import { Tex } from "./tex.tsx";

export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece) => (
        <OnePiece piece={piece} />
      ))}
    </>
  );
}

function OnePiece({ piece }: { piece: Piece }) {
  if (piece === dot) return <span class="dot">{dot}</span>;
  if (typeof piece === "string") return <>{piece}</>;
  if ("tex" in piece) return <Tex source={piece.tex} />;
  if ("day" in piece) return <DateWords {...piece} />;
  if ("at" in piece) return <Moment {...piece} />;
  if ("words" in piece) return <LinkOf link={piece} />;
  return (
    <strong class={piece.as}>
      <Pieces pieces={[piece.strong].flat()} />
    </strong>
  );
}

function LinkOf({ link: { words, href, as } }: { link: Link }) {
  const inner = <Pieces pieces={words} />;
  if (!href.startsWith("/")) return <External href={href}>{inner}</External>;
  return (
    <a class={as} href={href}>
      {as === "query" ? <code>{inner}</code> : inner}
    </a>
  );
}

/** The terms of a `dl` with what is said of each. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <>
      {facts.map(({ name, said }) => (
        <>
          <dt>{name}</dt>
          <dd>
            {said.length === 1 ? (
              <Pieces pieces={said[0]!} />
            ) : (
              <ul>
                {said.map((each) => (
                  <li>
                    <Pieces pieces={each} />
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </>
      ))}
    </>
  );
}
