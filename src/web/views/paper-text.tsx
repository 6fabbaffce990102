// The main column of a paper's page: path, title, authors, why, actions, abstract.
import { links } from "../../links.ts";
import { arxivOf } from "../../papers/identifier.ts";
import { primaryCategory, type Paper } from "../../papers/paper.ts";
import { dayPeriod, longDate, shortDate } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { mainReasons } from "../../ranking/reason.ts";
import { categoryName } from "../../papers/category.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import { External } from "./external.tsx";
import type { Standing } from "./paper-rail.tsx";
import { Tex, TexBlock } from "./tex.tsx";
import { Vote } from "./vote.tsx";
import { Why } from "./why.tsx";
import type { OwnMarks } from "../own-marks.ts";

interface PaperTextProps {
  paper: Paper;
  standings: readonly Standing[];
  marks: OwnMarks;
}

export function PaperText({ paper, standings, marks }: PaperTextProps) {
  const newest = standings.at(-1);
  return (
    <article class="paper" data-card>
      <Path paper={paper} standing={newest} />
      {paper.withdrawn && (
        <p class="withdrawn">
          <span class="mark-box mark-withdrawn">Withdrawn</span> Its authors took this paper back
          {paper.comment ? "; their comment below may say why" : ""}. It stays here, marked.
        </p>
      )}
      <h1>
        <Tex source={paper.title} />
        {paper.sample && <span class="mark-box">Sample</span>}
      </h1>
      <Authors names={paper.authors.map(texToText)} />
      {newest && <Why reasons={mainReasons(newest.reasons)} scored={newest} />}
      <Actions paper={paper} marks={marks} />
      <section class="abstract" aria-label="Abstract">
        {paper.abstract ? (
          <div class="prose">
            <TexBlock source={paper.abstract} />
          </div>
        ) : (
          <p class="no-abstract">No abstract came with this paper.</p>
        )}
        {paper.comment && (
          <p class="comment">
            <span class="comment-label">Comment</span> <TexBlock source={paper.comment} />
          </p>
        )}
      </section>
    </article>
  );
}

function Path({ paper, standing }: { paper: Paper; standing: Standing | undefined }) {
  const category = primaryCategory(paper);
  if (!standing && !category) return null;
  return (
    <nav class="path" aria-label="Where this paper stands">
      {standing && (
        <a href={links.edition(dayPeriod(standing.day))}>
          <span class="wide-only">{longDate(standing.day)}</span>
          <span class="phone-only">{shortDate(standing.day)}</span>
        </a>
      )}
      {standing && category && <span aria-hidden="true"> / </span>}
      {category && <a href={links.section(category)}>{categoryName(category)}</a>}
    </nav>
  );
}

const shown = 20;

function Authors({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  const few = names.length <= shown + 3;
  return (
    <div class="authors">
      <p>
        <Names names={few ? names : names.slice(0, shown)} />
      </p>
      {!few && (
        <details>
          <summary>and {names.length - shown} more</summary>
          <p>
            <Names names={names.slice(shown)} />
          </p>
        </details>
      )}
    </div>
  );
}

function Names({ names }: { names: string[] }) {
  return (
    <>
      {names.map((name, index) => (
        <>
          {index > 0 && ", "}
          <a href={links.search(`"${name.replaceAll('"', "")}"`)}>{name}</a>
        </>
      ))}
    </>
  );
}

function Actions({ paper, marks }: { paper: Paper; marks: OwnMarks }) {
  const arxiv = arxivOf(paper.identifier);
  return (
    <div class="buttons">
      <Vote
        paper={paper}
        voted={marks.voted.has(paper.id)}
        back={links.paper(paper.identifier)}
        inWords
      />
      {arxiv && (
        <>
          <External class="button" href={links.pdfAt(arxiv)}>
            PDF
          </External>
          <External class="button" href={links.abstractAt(arxiv)}>
            arXiv page
          </External>
        </>
      )}
      {isWebAddress(paper.codeUrl) && (
        <External class="button" href={paper.codeUrl}>
          Code
        </External>
      )}
      {isWebAddress(paper.projectUrl) && (
        <External class="button" href={paper.projectUrl}>
          Project
        </External>
      )}
      <a class="button" href="#cite">
        Cite
      </a>
    </div>
  );
}
