// A paper in a list: title, authors, summary, why, actions, with its vote and its sheet.
import type { Child } from "hono/jsx";
import { links } from "../../links.ts";
import { arxivOf } from "../../papers/identifier.ts";
import { opening } from "../../papers/opening.ts";
import { primaryCategory, type Paper } from "../../papers/paper.ts";
import { isWebAddress } from "../../papers/web-address.ts";
import { pickAmong, type Picked } from "../../ranking/reason.ts";
import { External } from "./external.tsx";
import type { Matches } from "./found-words.ts";
import { PickedLine } from "./picked.tsx";
import { SubmittedBy } from "./submitted.tsx";
import { Save } from "./save.tsx";
import { Tex } from "./tex.tsx";
import { UnapiId } from "./unapi-id.tsx";
import { Vote } from "./vote.tsx";
import { Why, type Scored } from "./why.tsx";
import { authorsInShort, count } from "../../papers/words.ts";
import type { OwnMarks } from "../own-marks.ts";

/** `lead` to `announced` are an edition's tiers; `found` stands in search results. */
export type CardSize = "lead" | "featured" | "also" | "announced" | "found";

export interface CardProps {
  paper: Paper;
  size: CardSize;
  reasons: readonly string[];
  /** What is to be said besides the reasons. */
  note?: string | undefined;
  /** Of which sum the reasons are the strongest parts. */
  scored?: Scored;
  marks: OwnMarks;
  back: string;
  /** A date to show beside the categories. */
  date?: Child;
  /** The day on which it came, if that was after its own: `Saturday 28 March`. */
  late?: Child;
  /** Which words a query has matched, and what of the abstract shows it. */
  found?: { inTitle: Matches; inAbstract: Matches; summary: string };
}

export function Card(props: CardProps) {
  const { paper, size, reasons, note, scored, marks, back, date, late, found } = props;
  const whole = size === "lead" || size === "featured" || size === "found";
  const category = primaryCategory(paper);
  const picked = scored && pickAmong(scored.reasons);
  const sheet = (size === "lead" || size === "featured") && category !== undefined;
  return (
    <article class={`card card-${size}${sheet ? "" : " card-plain"}`} id={cardId(paper)} data-card>
      <Vote paper={paper} voted={marks.voted.has(paper.id)} back={back} />
      <UnapiId identifier={paper.identifier} />
      <header class="card-head">
        <PickedLine pick={picked} />
        <h2>
          <a
            class={marks.read.has(paper.id) ? "title title-read" : "title"}
            href={links.paper(paper.identifier)}
            data-open
            data-address={printedAddress(paper)}
          >
            <Tex source={paper.title} marks={found?.inTitle} />
          </a>
          {size === "announced" && <Marks paper={paper} late={late} />}
        </h2>
        {size !== "announced" && <ByLine paper={paper} date={date} late={late} />}
      </header>
      {sheet && <Sheet category={category} />}
      {whole && paper.abstract && (
        <p class="summary">
          <Tex source={found?.summary ?? opening(paper.abstract)} marks={found?.inAbstract} />
        </p>
      )}
      <div class="card-why">
        <SubmittedBy submission={marks.submitted.get(paper.id)} />
        <Why
          reasons={reasons}
          note={note}
          scored={scored}
          followed={marks.followed.get(paper.id)}
          like={paper.identifier}
        />
      </div>
      {whole ? (
        <Actions paper={paper} marks={marks} back={back} picked={picked} />
      ) : (
        <div class="actions">
          <Comments paper={paper} marks={marks} />
          {marks.mayPick && <PickLink paper={paper} picked={picked} />}
          <Save paper={paper} saved={marks.saved.has(paper.id)} back={back} />
        </div>
      )}
    </article>
  );
}

/** Where to find it, on paper. */
function printedAddress({ identifier }: Paper): string {
  const arxiv = arxivOf(identifier);
  return arxiv ? links.abstractAt(arxiv).replace("https://", "") : links.paper(identifier);
}

export function cardId(paper: Paper): string {
  return `paper-${paper.id}`;
}

interface ByLineProps {
  paper: Paper;
  date: Child;
  late: Child;
}

function ByLine({ paper, date, late }: ByLineProps) {
  const names = authorsInShort(paper.authors);
  const categories = paper.categories.slice(0, 3).join(" · ");
  const hasRest = categories !== "" || date !== undefined;
  if (!names && !hasRest && !paper.withdrawn && late === undefined) return null;
  return (
    <p class="by">
      {names && <span class="names">{names} </span>}
      {hasRest && (
        <span class="categories">
          {categories}
          {categories !== "" && date !== undefined && " · "}
          {date}
        </span>
      )}
      {paper.sample && <span class="mark-box">Sample</span>}
      <Marks paper={paper} late={late} />
    </p>
  );
}

/** What one must know of it before reading on. */
function Marks({ paper, late }: { paper: Paper; late: Child }) {
  return (
    <>
      {paper.withdrawn && <span class="mark-box mark-withdrawn">Withdrawn</span>}
      {late !== undefined && <span class="mark-box">Late, came {late}</span>}
    </>
  );
}

/** The place of the first page's picture; until there are pictures it bears the category. */
function Sheet({ category }: { category: string }) {
  return (
    <span class="thumbnail" aria-hidden="true">
      {category}
    </span>
  );
}

function Comments({ paper, marks }: Pick<CardProps, "paper" | "marks">) {
  const talk = marks.discussed.get(paper.id);
  if (!talk) return null;
  return (
    <a class="comments" href={links.discussion(paper.identifier)}>
      {count(talk.comments, "comment")}
    </a>
  );
}

/** For editors: puts it on top, or changes that. */
function PickLink({ paper, picked }: { paper: Paper; picked: Picked | undefined }) {
  return picked ? (
    <a href={links.pickOf(picked.day, paper.identifier)}>Picked</a>
  ) : (
    <a href={links.pick(paper.identifier)}>Pick</a>
  );
}

interface ActionsProps extends Pick<CardProps, "paper" | "marks" | "back"> {
  picked: Picked | undefined;
}

function Actions({ paper, marks, back, picked }: ActionsProps) {
  const arxiv = arxivOf(paper.identifier);
  const code = isWebAddress(paper.codeUrl) ? paper.codeUrl : undefined;
  const project = isWebAddress(paper.projectUrl) ? paper.projectUrl : undefined;
  return (
    <div class="actions">
      <Comments paper={paper} marks={marks} />
      {code && <External href={code}>Code</External>}
      {project && <External href={project}>Project</External>}
      {arxiv && <External href={links.pdfAt(arxiv)}>PDF</External>}
      {marks.mayPick && <PickLink paper={paper} picked={picked} />}
      <Save paper={paper} saved={marks.saved.has(paper.id)} back={back} />
    </div>
  );
}
