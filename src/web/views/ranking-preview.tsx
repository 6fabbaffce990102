// What other weights would do: which ones are other, and the first papers of some lists beside the
// order that holds.
import type { Moved, Preview } from "../../editions/preview.ts";
import { links } from "../../links.ts";
import { inHundredths } from "../../ranking/arithmetic.ts";
import { firstScreen } from "../../ranking/diversity.ts";
import { weightNames, weightOf, type WeightChange, type Weights } from "../../ranking/weights.ts";
import { PeriodTitle } from "./dates.tsx";
import { ChangedWeights } from "./ranking-log.tsx";
import { Tex } from "./tex.tsx";
import { ordinal, score } from "../../papers/words.ts";
import { Form } from "./form.tsx";

interface PreviewOfWeightsProps {
  previews: readonly Preview[];
  /** What is other than what holds. */
  changes: readonly WeightChange[];
  weights: Weights;
  isOwner: boolean;
}

export function PreviewOfWeights({ previews, changes, weights, isOwner }: PreviewOfWeightsProps) {
  const onlyTrending = changes.every(({ name }) => weightOf(name).only === "trending");
  return (
    <section class="ranking-part" id="preview">
      <h2>What these weights would do</h2>
      {changes.length === 0 ? (
        <p>They are the weights that hold, so everything stays as it is.</p>
      ) : (
        <>
          <ChangedWeights changed={changes} />
          {onlyTrending && (
            <p>
              {changes.length === 1 ? "This one acts" : "These act"} on{" "}
              <a href={links.trending}>Trending</a> only: editions stay as they are
              {previews.every(({ of }) => of !== "trending") && ", and nothing is trending now"}.
            </p>
          )}
          <p class="weights-buttons">
            {isOwner && <SaveThese weights={weights} />}
            <a href="#weights">Change them again</a>
          </p>
        </>
      )}
      {previews.map((preview) => (
        <RankingPreview preview={preview} />
      ))}
    </section>
  );
}

/** Not in the form in which they are typed, so that nobody saves what was not shown. */
function SaveThese({ weights }: { weights: Weights }) {
  return (
    <Form action={links.ranking}>
      {weightNames.map((name) => (
        <input type="hidden" name={name} value={weights[name]} />
      ))}
      <button class="button button-main" type="submit">
        Save these weights
      </button>
    </Form>
  );
}

function RankingPreview({ preview }: { preview: Preview }) {
  const { of, before, after } = preview;
  return (
    <section class="preview">
      <h3>
        {of === "trending" ? (
          <a href={links.trending}>Trending</a>
        ) : (
          <a href={links.edition(of)}>
            <PeriodTitle period={of} />
          </a>
        )}
      </h3>
      <p>{inShort(preview)}</p>
      <div class="preview-sides">
        <Side title="As it is" papers={before} old />
        <Side title="With these weights" papers={after} />
      </div>
    </section>
  );
}

function inShort({ before, after }: Preview): string {
  if (after.length === 0) return "Nothing would stand here any more.";
  const moved = after.filter(({ place, other }) => place !== other?.place).length;
  const come = after.filter(({ other }) => isOut(other)).length;
  const gone = before.filter(({ other }) => !other).length;
  const said = [
    moved > 0 && `${moved === 1 ? "1 stands" : `${moved} stand`} elsewhere than now`,
    come > 0 && `${come === 1 ? "1 is" : `${come} are`} new among them`,
    gone > 0 && `${gone === 1 ? "1 drops" : `${gone} drop`} out`,
  ].filter((part) => part !== false);
  const first = after.length === 1 ? "The first paper" : `The first ${after.length} papers`;
  if (said.length > 0) return `${first}: ${said.join(", ")}.`;
  return `${first} ${after.length === 1 ? "stays where it is" : "stay where they are"}.`;
}

function Side({ title, papers, old }: { title: string; papers: readonly Moved[]; old?: true }) {
  return (
    <div>
      <h4>{title}</h4>
      <ol>
        {papers.map(({ place, other, paper, score }) => (
          <li>
            <span class="preview-place">{place}</span>
            <a class="title" href={links.paper(paper.identifier)}>
              <Tex source={paper.title} />
            </a>
            <span class="preview-move">
              {old ? <Gone to={other} /> : <Move from={other} to={place} />}
            </span>
            <span class="preview-score">
              {old ? (
                <Scores from={score} to={other?.score} />
              ) : (
                <Scores from={other?.score} to={score} />
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Of a paper that falls out of sight; where the others go the other side tells. */
function Gone({ to }: { to: Moved["other"] }) {
  if (!to) return <>drops out</>;
  return isOut(to) ? <>falls to {ordinal(to.place)}</> : null;
}

function Move({ from, to }: { from: Moved["other"]; to: number }) {
  if (!from) return <>new</>;
  if (from.place === to) return null;
  if (isOut(from)) return <>new, was {ordinal(from.place)}</>;
  const up = from.place > to;
  return (
    <>
      <span aria-hidden="true">{up ? "↑" : "↓"}</span>
      <span class="hidden">{up ? "up by" : "down by"}</span> {Math.abs(from.place - to)}
    </>
  );
}

/** `4.40 → 1.40`, or `4.40` where it stays so. */
function Scores({ from, to }: { from: number | undefined; to: number | undefined }) {
  const [before, after] = [from, to].map((each) =>
    each === undefined ? "none" : score(inHundredths(each)),
  );
  return (
    <>
      <span class="hidden">score</span> {before}
      {after !== before && ` → ${after}`}
    </>
  );
}

function isOut(other: Moved["other"]): boolean {
  return !other || other.place > firstScreen;
}
