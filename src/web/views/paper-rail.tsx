// Beside a paper: its facts, why it stands where it does, how to cite it.
import { factsOf } from "../../editions/documents/paper-facts.ts";
import type { Standing, Standings } from "../../editions/paper-standings.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { addUp } from "../../ranking/arithmetic.ts";
import { pickAmong } from "../../ranking/reason.ts";
import { Bar } from "./bar.tsx";
import { Cite } from "./cite.tsx";
import { FactList } from "./pieces.tsx";
import { SimilarPapers } from "./similar-papers.tsx";
import { ordinal, score, signed } from "../../papers/words.ts";

interface PaperRailProps extends Standings {
  paper: Paper;
  similar: readonly Paper[];
}

export function PaperRail({ paper, standings, outside, similar }: PaperRailProps) {
  const newest = standings.at(-1);
  return (
    <aside class="rail" aria-label="About this paper">
      <section>
        <h2 class="hidden">Facts</h2>
        <dl class="facts facts-paper">
          <FactList facts={factsOf(paper, { standings, outside })} />
        </dl>
        <p class="cite-links">
          <a href={links.markdown(paper.identifier)}>As Markdown</a>
          <a href={links.plainText(paper.identifier)}>As plain text</a>
        </p>
      </section>
      {newest && <WhyItStands standing={newest} />}
      <SimilarPapers to={paper} papers={similar} />
      <Cite paper={paper} />
    </aside>
  );
}

function WhyItStands({ standing }: { standing: Standing }) {
  const { lines, hundredths } = addUp(standing);
  const picked = pickAmong(standing.reasons);
  const most = Math.max(1, ...lines.map(({ reason: { share } }) => Math.abs(share)));
  return (
    <section>
      <h2>Why it stands {ordinal(standing.place)}</h2>
      {picked && <p class="why-picked">Picked by {picked.name}, which is above all scores.</p>}
      <ul class="bars">
        {lines.map(({ reason: { text, share }, hundredths }) => (
          <Bar
            name={text.charAt(0).toUpperCase() + text.slice(1)}
            figure={signed(hundredths)}
            share={Math.abs(share) / most}
            about={share > 0}
          />
        ))}
      </ul>
      <p class="sum">
        Score <span>{score(hundredths)}</span>
      </p>
      <p>
        <a href={links.ranking}>How ranking works</a>
      </p>
    </section>
  );
}
