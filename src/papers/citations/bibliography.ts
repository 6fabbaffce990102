// Bibliographies: many papers in one file, for the programs that keep references. Every door that gives
// one takes names, endings and types from here.
import type { Annotation } from "../annotation.ts";
import type { Paper } from "../paper.ts";
import { openBibtex, type Dialect } from "./bibtex.ts";
import { openCsl } from "./csl-json.ts";
import { ris } from "./ris.ts";

interface BibliographyWriting {
  name: string;
  /** Of a file's name, and of the address of a page in this form. */
  ending: string;
  type: string;
  /** Where the format is told of. */
  docs: string;
  /** Writes the entries of one file, in turn. */
  open: () => (paper: Paper, annotation?: Annotation) => string;
  /** The file of these entries. */
  join: (entries: readonly string[]) => string;
}

export const bibliographyFormats = {
  bibtex: {
    name: "BibTeX",
    ending: "bib",
    docs: "http://www.bibtex.org/Format/",
    ...ofBibtex("bibtex"),
  },
  biblatex: {
    name: "BibLaTeX",
    ending: "biblatex.bib",
    docs: "https://ctan.org/pkg/biblatex",
    ...ofBibtex("biblatex"),
  },
  ris: {
    name: "RIS",
    ending: "ris",
    type: "application/x-research-info-systems",
    docs: "http://www.refman.com/support/risformat_intro.asp",
    open: () => ris,
    join: (entries) => entries.join("\r\n"),
  },
  "csl-json": {
    name: "CSL-JSON",
    ending: "csl.json",
    type: "application/vnd.citationstyles.csl+json",
    docs: "https://docs.citationstyles.org/",
    open: openCsl,
    join: (entries) => `[\n${entries.join(",\n")}\n]\n`,
  },
} satisfies Record<string, BibliographyWriting>;

export type BibliographyFormat = keyof typeof bibliographyFormats;

/** In the order in which they are offered. */
export const bibliographyFormatNames = Object.keys(bibliographyFormats) as BibliographyFormat[];

function ofBibtex(dialect: Dialect): Pick<BibliographyWriting, "type" | "open" | "join"> {
  return {
    type: "application/x-bibtex",
    open: () => openBibtex(dialect),
    join: (entries) => entries.join("\n"),
  };
}
