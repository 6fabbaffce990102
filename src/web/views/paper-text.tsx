// The main column of a paper's page: path, title, authors, why, actions, abstract, discussion.
import type { PropsWithChildren } from "hono/jsx";
import type { Kept } from "../../community/library/shelf.ts";
import { links } from "../../links.ts";
import { arxivOf } from "../../papers/identifier.ts";
import { primaryCategory, type Paper } from "../../papers/paper.ts";
import { dayPeriod } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { mainReasons, type Picked } from "../../ranking/reason.ts";
import { categoryName } from "../../papers/category.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import { AuthorsHere, type Authorship } from "./claim-authors.tsx";
import { LongDate, ShortDate } from "./dates.tsx";
import { External } from "./external.tsx";
import type { Standing } from "../../editions/paper-standings.ts";
import { PickedLine } from "./picked.tsx";
import { SubmittedBy, TakeBack } from "./submitted.tsx";
import { Tex, TexBlock } from "./tex.tsx";
import { Keeping, type KeepingDraft } from "./keeping.tsx";
import { Save } from "./save.tsx";
import { Vote } from "./vote.tsx";
import { Why } from "./why.tsx";
import type { Followability } from "../following.ts";
import type { OwnMarks } from "../own-marks.ts";
import { FollowMenu } from "./follow-menu.tsx";

interface PaperTextProps {
  paper: Paper;
  standings: readonly Standing[];
  /** Those whose day has come, the newest last. */
  picks: readonly Picked[];
  /** Those whose day is still to come; for editors. */
  planned: readonly Picked[];
  marks: OwnMarks;
  /** What the reader keeps of it; left out for strangers. */
  own?: { kept: Kept; draft?: KeepingDraft | undefined; timeZone: string } | undefined;
  followability: Followability;
  authorship: Authorship;
}

export function PaperText({
  paper,
  standings,
  picks,
  planned,
  marks,
  own,
  followability,
  authorship,
  children,
}: PropsWithChildren<PaperTextProps>) {
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
      {picks.toReversed().map((pick) => (
        <PickedLine pick={pick} dated />
      ))}
      {planned.map(({ name, day }) => (
        <p class="picked">
          <strong>Planned</strong> by {name} for <ShortDate day={day} />.{" "}
          <a href={links.pickOf(day, paper.identifier)}>Change that</a>
        </p>
      ))}
      <h1>
        <Tex source={paper.title} />
        {paper.sample && <span class="mark-box">Sample</span>}
      </h1>
      <Authors names={paper.authors.map(texToText)} />
      <AuthorsHere paper={paper} at={authorship} />
      <FollowMenu paper={paper} at={followability} />
      <SubmittedBy submission={marks.submitted.get(paper.id)} />
      <TakeBack paper={paper} marks={marks} />
      {newest && (
        <Why
          reasons={mainReasons(newest.reasons)}
          scored={newest}
          followed={marks.followed.get(paper.id)}
        />
      )}
      <Actions paper={paper} marks={marks} />
      {own && <Keeping identifier={paper.identifier} {...own} />}
      <section class="abstract" aria-label="Abstract">
        {paper.abstract ? (
          <div class="prose">
            <TexBlock source={paper.abstract} />
          </div>
        ) : (
          <p class="no-abstract">No abstract came with this paper.</p>
        )}
        {paper.comment && (
          <p class="paper-comment">
            <span class="comment-label">Comment</span> <TexBlock source={paper.comment} />
          </p>
        )}
      </section>
      {children}
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
          <span class="wide-only">
            <LongDate day={standing.day} />
          </span>
          <span class="phone-only">
            <ShortDate day={standing.day} />
          </span>
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
      <Save
        paper={paper}
        saved={marks.saved.has(paper.id)}
        back={links.paper(paper.identifier)}
        asButton
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
      {marks.mayPick && (
        <a class="button" href={links.pick(paper.identifier)}>
          Pick
        </a>
      )}
    </div>
  );
}
