// How to cite a paper: in which form is chosen by a radio button, so that it needs no script; with one,
// what is shown can be copied.
import { links } from "../../links.ts";
import { openBibtex, type Dialect } from "../../papers/citations/bibtex.ts";
import { reference, styles, type StyleName } from "../../papers/citations/styles/styles.ts";
import type { Paper } from "../../papers/paper.ts";
import { inFormat, type Format } from "../formats.ts";

const files = [
  ["bib", "BibTeX"],
  ["biblatex", "BibLaTeX"],
  ["ris", "RIS"],
  ["csl", "CSL-JSON"],
] as const satisfies readonly [Format, string][];

export function Cite({ paper }: { paper: Paper }) {
  return (
    <section id="cite" class="cite" tabindex={-1}>
      <h2>Cite</h2>
      <fieldset class="cite-styles">
        <legend class="hidden">In which form</legend>
        <Choice form="bibtex" name="BibTeX" first />
        <Choice form="biblatex" name="BibLaTeX" />
        {Object.entries(styles).map(([style, { name }]) => (
          <Choice form={style} name={name} />
        ))}
      </fieldset>
      <Entry paper={paper} dialect="bibtex" name="BibTeX" />
      <Entry paper={paper} dialect="biblatex" name="BibLaTeX" />
      {Object.keys(styles).map((style) => (
        <div class="cite-form" data-form={style}>
          <p class="cite-reference" data-copied>
            {reference(paper, style as StyleName).map((part) =>
              typeof part === "string" ? part : <i>{part.italic}</i>,
            )}
          </p>
          <Copy />
        </div>
      ))}
      <p class="cite-files">
        As a file:{" "}
        {files.map(([format, name], index) => (
          <>
            {index > 0 && ", "}
            <a href={inFormat(links.paper(paper.identifier), format)} download>
              {name}
            </a>
          </>
        ))}
      </p>
    </section>
  );
}

function Choice({ form, name, first = false }: { form: string; name: string; first?: boolean }) {
  return (
    <label>
      <input type="radio" name="cite" value={form} checked={first} />
      <span>{name}</span>
    </label>
  );
}

function Entry({ paper, dialect, name }: { paper: Paper; dialect: Dialect; name: string }) {
  return (
    <div class="cite-form" data-form={dialect}>
      <pre tabindex={0} aria-label={name} data-copied>
        {openBibtex(dialect)(paper).trimEnd()}
      </pre>
      <Copy />
    </div>
  );
}

function Copy() {
  return (
    <p class="cite-copy">
      <button type="button" class="link" data-copy hidden>
        Copy
      </button>
    </p>
  );
}
