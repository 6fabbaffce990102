// The first papers of an edition under other weights, beside the order that holds.
import type { Moved, Preview } from "../../editions/preview.ts";
import { links } from "../../links.ts";
import { periodTitle } from "../../papers/period.ts";
import { firstScreen } from "../../ranking/diversity.ts";
import { Tex } from "./tex.tsx";
import { count, ordinal } from "./words.ts";

export function RankingPreview({ preview: { period, before, after } }: { preview: Preview }) {
  const moved = after.filter(({ place, otherPlace }) => place !== otherPlace).length;
  const come = after.filter(({ otherPlace }) => otherPlace > firstScreen).length;
  return (
    <section class="preview">
      <h3>
        <a href={links.edition(period)}>{periodTitle(period)}</a>
      </h3>
      <p>
        {moved === 0
          ? `The first ${count(after.length, "paper")} stay as they are.`
          : `Of the first ${after.length}, ${moved} stand elsewhere and ${come} are new among them.`}
      </p>
      <div class="preview-sides">
        <Side title="As it is" papers={before} old />
        <Side title="With these weights" papers={after} />
      </div>
    </section>
  );
}

function Side({ title, papers, old }: { title: string; papers: readonly Moved[]; old?: true }) {
  return (
    <div>
      <h4>{title}</h4>
      <ol>
        {papers.map(({ place, otherPlace, paper }) => (
          <li>
            <span class="preview-place">{place}</span>
            <a class="title" href={links.paper(paper.identifier)}>
              <Tex source={paper.title} />
            </a>
            <span class="preview-move">
              {old ? <Gone to={otherPlace} /> : <Move from={otherPlace} to={place} />}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Of a paper that falls out of sight; where the others go the other side tells. */
function Gone({ to }: { to: number }) {
  return to > firstScreen ? <>falls to {ordinal(to)}</> : null;
}

function Move({ from, to }: { from: number; to: number }) {
  if (from === to) return null;
  if (from > firstScreen) return <>new, was {ordinal(from)}</>;
  const up = from > to;
  return (
    <>
      <span aria-hidden="true">{up ? "↑" : "↓"}</span>
      <span class="hidden">{up ? "up by" : "down by"}</span> {Math.abs(from - to)}
    </>
  );
}
