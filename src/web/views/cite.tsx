// How to cite a paper: in which form is chosen by a radio button, so that it needs no script; with one,
// what is shown can be copied.
import { links } from "../../links.ts";
import {
  bibliographyFormatNames,
  bibliographyFormats,
} from "../../papers/citations/bibliography.ts";
import { openBibtex, type Dialect } from "../../papers/citations/bibtex.ts";
import { reference, styles, type StyleName } from "../../papers/citations/styles/styles.ts";
import type { Paper } from "../../papers/paper.ts";
import { inFormat } from "../doors/formats.ts";

const dialects = ["bibtex", "biblatex"] as const satisfies Dialect[];

export function Cite({ paper }: { paper: Paper }) {
  return (
    <section id="cite" class="cite" tabindex={-1}>
      <h2>Cite</h2>
      <fieldset class="cite-styles">
        <legend class="hidden">In which form</legend>
        {dialects.map((dialect, index) => (
          <Choice form={dialect} name={bibliographyFormats[dialect].name} first={index === 0} />
        ))}
        {Object.entries(styles).map(([style, { name }]) => (
          <Choice form={style} name={name} />
        ))}
      </fieldset>
      <div class="cite-forms">
        {dialects.map((dialect) => (
          <Entry paper={paper} dialect={dialect} />
        ))}
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
      </div>
      <p class="cite-files">
        As a file:{" "}
        {bibliographyFormatNames.map((format, index) => (
          <>
            {index > 0 && ", "}
            <a href={inFormat(links.paper(paper.identifier), format)} download>
              {bibliographyFormats[format].name}
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

function Entry({ paper, dialect }: { paper: Paper; dialect: Dialect }) {
  return (
    <div class="cite-form" data-form={dialect}>
      <pre tabindex={0} aria-label={bibliographyFormats[dialect].name} data-copied>
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
