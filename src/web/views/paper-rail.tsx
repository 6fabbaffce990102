// Beside a paper: its facts, why it stands where it does, how to cite it.
import type { Child } from "hono/jsx";
import type { Place } from "../../editions/standings.ts";
import { links } from "../../links.ts";
import { arxivOf, bareIdentifier } from "../../papers/identifier.ts";
import type { Appearance, Paper } from "../../papers/paper.ts";
import { dayPeriod, parseDay } from "../../papers/period.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { addUp } from "../../ranking/arithmetic.ts";
import { pickAmong } from "../../ranking/reason.ts";
import { Bar } from "./bar.tsx";
import { Cite } from "./cite.tsx";
import { isWebAddress } from "../../papers/web-address.ts";
import { sourceName } from "../../papers/source-name.ts";
import { PlainDate } from "./dates.tsx";
import { External } from "./external.tsx";
import { SimilarPapers } from "./similar-papers.tsx";
import { figure, ordinal, score, signed } from "./words.ts";

/** A paper's place in the edition of a day. */
export type Standing = Appearance & Place;

interface PaperRailProps {
  paper: Paper;
  standings: readonly Standing[];
  /** Days whose edition was closed before it came. */
  outside: readonly Appearance[];
  similar: readonly Paper[];
}

export function PaperRail({ paper, standings, outside, similar }: PaperRailProps) {
  const newest = standings.at(-1);
  return (
    <aside class="rail" aria-label="About this paper">
      <section>
        <h2 class="hidden">Facts</h2>
        <dl class="facts facts-paper">
          <Facts paper={paper} standings={standings} outside={outside} />
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

export function Facts({ paper, standings, outside }: Omit<PaperRailProps, "similar">) {
  const arxiv = arxivOf(paper.identifier);
  return (
    <>
      <Fact name="Identifier">
        {arxiv
          ? `arXiv ${arxiv}`
          : paper.identifier.startsWith("title:")
            ? "not known yet"
            : bareIdentifier(paper.identifier)}
      </Fact>
      {standings.map(({ kind, day, source, place, total }) => (
        <Fact name={kind === "announced" ? "Announced" : "Featured"}>
          <PlainDate day={day} />
          {source ? ` at ${sourceName(source)}; here` : ","}{" "}
          <a href={links.edition(dayPeriod(day))}>
            {ordinal(place)} of {figure(total)}
          </a>
        </Fact>
      ))}
      {outside.map(({ kind, day }) => (
        <Fact name={kind === "announced" ? "Announced" : "Featured"}>
          <PlainDate day={day} />, after <a href={links.edition(dayPeriod(day))}>that edition</a>{" "}
          was closed
        </Fact>
      ))}
      <Dated name="Submitted" at={paper.submittedAt} />
      {paper.updatedAt?.slice(0, 10) !== paper.submittedAt?.slice(0, 10) && (
        <Dated name="Updated" at={paper.updatedAt} />
      )}
      <Versions paper={paper} />
      {paper.categories.length > 0 && (
        <Fact name={paper.categories.length === 1 ? "Category" : "Categories"}>
          {paper.categories.map((category, index) => (
            <>
              {index > 0 && ", "}
              <a href={links.section(category)}>{category}</a>
            </>
          ))}
        </Fact>
      )}
      {paper.mscClasses && <Fact name="MSC">{paper.mscClasses}</Fact>}
      {paper.acmClasses && <Fact name="ACM">{paper.acmClasses}</Fact>}
      {paper.doi && (
        <Fact name="DOI">
          <External href={links.doiAt(paper.doi)}>{paper.doi}</External>
        </Fact>
      )}
      {paper.journalRef && <Fact name="Journal">{texToText(paper.journalRef)}</Fact>}
      {paper.reportNo && <Fact name="Report">{paper.reportNo}</Fact>}
      {paper.license && <Fact name="Licence">{licence(paper.license)}</Fact>}
    </>
  );
}

const mostVersions = 10;

/** Every version with its day, the newest first, where the source tells; else which one it is. */
function Versions({ paper: { version, versions } }: { paper: Paper }) {
  if (versions.length < 2) {
    return version === null ? null : <Fact name="Version">v{version}</Fact>;
  }
  const older = versions.length - mostVersions;
  return (
    <Fact name="Versions">
      <ul class="versions">
        {versions
          .slice(-mostVersions)
          .toReversed()
          .map(({ version: number, at }) => {
            const day = parseDay(at.slice(0, 10));
            return (
              <li>
                v{number}
                {day && (
                  <>
                    , <PlainDate day={day} />
                  </>
                )}
              </li>
            );
          })}
        {older > 0 && <li>and {older} older</li>}
      </ul>
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Dated({ name, at }: { name: string; at: string | null | undefined }) {
  const day = at ? parseDay(at.slice(0, 10)) : undefined;
  return day === undefined ? null : (
    <Fact name={name}>
      <PlainDate day={day} />
    </Fact>
  );
}

function licence(written: string): Child {
  if (!isWebAddress(written)) return written;
  const url = new URL(written);
  const [, kind, version] = /^\/licenses\/([a-z-]+)\/([\d.]+)/.exec(url.pathname) ?? [];
  const creative =
    url.hostname.endsWith("creativecommons.org") && kind && `CC ${kind.toUpperCase()} ${version}`;
  return <External href={written}>{creative || url.hostname.replace(/^www\./, "")}</External>;
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
