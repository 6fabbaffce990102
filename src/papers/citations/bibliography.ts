// Bibliographies: many papers in one file, for the programs that keep references.
import type { Annotation } from "../annotation.ts";
import type { Paper } from "../paper.ts";
import { openBibtex, type Dialect } from "./bibtex.ts";
import { openCsl } from "./csl-json.ts";
import { ris } from "./ris.ts";

interface BibliographyWriting {
  name: string;
  /** Of a file's name. */
  ending: string;
  type: string;
  /** Writes the entries of one file, in turn. */
  open: () => (paper: Paper, annotation?: Annotation) => string;
  /** The file of these entries. */
  join: (entries: readonly string[]) => string;
}

export const bibliographyFormats = {
  bibtex: ofBibtex("bibtex", "BibTeX"),
  biblatex: ofBibtex("biblatex", "BibLaTeX"),
  ris: {
    name: "RIS",
    ending: "ris",
    type: "application/x-research-info-systems",
    open: () => ris,
    join: (entries) => entries.join("\r\n"),
  },
  "csl-json": {
    name: "CSL-JSON",
    ending: "csl.json",
    type: "application/vnd.citationstyles.csl+json",
    open: openCsl,
    join: (entries) => `[\n${entries.join(",\n")}\n]\n`,
  },
} satisfies Record<string, BibliographyWriting>;

export type BibliographyFormat = keyof typeof bibliographyFormats;

function ofBibtex(dialect: Dialect, name: string): BibliographyWriting {
  return {
    name,
    ending: "bib",
    type: "application/x-bibtex",
    open: () => openBibtex(dialect),
    join: (entries) => entries.join("\n"),
  };
}
