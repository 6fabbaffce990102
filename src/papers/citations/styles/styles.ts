// Plain references in the styles that journals and teachers ask for. They are written by hand: citeproc-js
// is under the CPAL or AGPL and the styles of CSL are CC BY-SA, which would bind whoever passes this on.
import type { Paper } from "../../paper.ts";
import { withdrawnNote, workOf } from "../work.ts";
import { ams } from "./ams.ts";
import { apa } from "./apa.ts";
import { chicago } from "./chicago.ts";
import { harvard } from "./harvard.ts";
import { ieee } from "./ieee.ts";
import { mla } from "./mla.ts";
import { vancouver } from "./vancouver.ts";
import type { Part, Style } from "./words.ts";

export const styles = {
  apa: { name: "APA", write: apa },
  mla: { name: "MLA", write: mla },
  chicago: { name: "Chicago", write: chicago },
  harvard: { name: "Harvard", write: harvard },
  ieee: { name: "IEEE", write: ieee },
  vancouver: { name: "Vancouver", write: vancouver },
  ams: { name: "AMS", write: ams },
} satisfies Record<string, { name: string; write: Style }>;

export type StyleName = keyof typeof styles;

/** The reference of one paper, without a number before it. */
export function reference(paper: Paper, style: StyleName): Part[] {
  const work = workOf(paper);
  const written = styles[style].write(work);
  return work.withdrawn ? [...written, ` ${withdrawnNote}`] : written;
}

/** The same without italics. */
export function plainReference(paper: Paper, style: StyleName): string {
  return reference(paper, style)
    .map((part) => (typeof part === "string" ? part : part.italic))
    .join("");
}
