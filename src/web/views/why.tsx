// Why a paper is here, in at most three reasons, strongest first; where they are numbers, with the
// whole sum one click away.
import { addUp, inHundredths } from "../../ranking/arithmetic.ts";
import { pickAmong, type Ranked } from "../../ranking/reason.ts";
import { links } from "../../links.ts";
import type { Identifier } from "../../papers/identifier.ts";
import { score, signed } from "../../papers/words.ts";

/** What a score is the sum of. */
export type Scored = Pick<Ranked, "score" | "reasons">;

interface WhyProps {
  reasons: readonly string[];
  /** What is to be said besides, which is no number. */
  note?: string | undefined;
  scored?: Scored | undefined;
  /** What whoever looks follows and finds here. */
  followed?: readonly string[] | undefined;
  /** The paper, of which one may want to see less. */
  like?: Identifier;
}

export function Why({ reasons, note, scored, followed = [], like }: WhyProps) {
  const said = [...reasons.slice(0, 3), ...(note === undefined ? [] : [note])];
  const line = (
    <>
      <span class="why-label">Why</span>{" "}
      {followed.length > 0 && <Followed names={followed} isLink={!scored} />}
      {said.map((reason, index) => (
        <>
          {(index > 0 || followed.length > 0) && <span class="why-dot"> · </span>}
          {reason}
        </>
      ))}
    </>
  );
  if (!scored) return <p class="why">{line}</p>;
  return (
    <details class="why">
      <summary>
        {line}&ensp;<span class="why-score">Score&nbsp;{score(inHundredths(scored.score))}</span>
      </summary>
      <Arithmetic scored={scored} />
      <p>
        {pickAmong(scored.reasons) && (
          <>An editor’s pick stands on top of its edition, whatever its score. </>
        )}
        <a href={links.ranking}>How ranking works</a>
        {followed.length > 0 && (
          <>
            <span class="why-dot"> · </span>
            <a href={links.following}>What you follow</a>
          </>
        )}
        {like && (
          <>
            <span class="why-dot"> · </span>
            <a href={links.hidden(like)}>Hide papers like this</a>
          </>
        )}
      </p>
    </details>
  );
}

/** What opens at a click holds no link; there the link stands within. */
function Followed({ names, isLink }: { names: readonly string[]; isLink: boolean }) {
  const says = `you follow ${names.join(", ")}`;
  if (!isLink) return <span class="why-followed">{says}</span>;
  return (
    <a class="why-followed" href={links.following}>
      {says}
    </a>
  );
}

/** Every part with its share, and the sum, which is the score. */
export function Arithmetic({ scored }: { scored: Scored }) {
  const { lines, hundredths } = addUp(scored);
  return (
    <table class="arithmetic">
      <tbody>
        {lines.map(({ reason: { text, detail }, hundredths }) => (
          <tr>
            <th scope="row">
              {text} {detail !== undefined && <small>{detail}</small>}
            </th>
            <td>{signed(hundredths)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Score</th>
          <td>{score(hundredths)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
