import { doiOf, type Annotation } from "./annotation.ts";
import { arxivOf } from "./identifier.ts";
import { primaryCategory, type Paper } from "./paper.ts";
import { escapeTex } from "./bibtex-text.ts";
import { yearOf } from "./year.ts";

/** A BibTeX entry; TeX in the title stays as the authors wrote it. */
export function bibtex(paper: Paper, { keywords = [], note = "" }: Annotation = {}): string {
  const arxiv = arxivOf(paper.identifier);
  const year = yearOf(paper);
  const category = primaryCategory(paper);
  const fields: [string, string | undefined][] = [
    ["title", `{${balanced(paper.title)}}`],
    ["author", paper.authors.map(balanced).join(" and ") || undefined],
    ["year", year],
    ["journal", paper.journalRef ? balanced(paper.journalRef) : undefined],
    ["doi", doiOf(paper)?.replaceAll(/[{}]/g, "")],
    ["eprint", arxiv],
    ["archivePrefix", arxiv && "arXiv"],
    ["primaryClass", arxiv && category],
    ["url", arxiv && `https://arxiv.org/abs/${arxiv}`],
    ["keywords", keywords.join(", ")],
    ["annote", escapeTex(note)],
  ];
  const lines = fields
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name} = {${value}}`);
  const type = paper.journalRef ? "article" : "misc";
  return `@${type}{${citeKey(paper, year)},\n${lines.join(",\n")}\n}\n`;
}

function citeKey(paper: Paper, year: string | undefined): string {
  const family = paper.authors[0]?.trim().split(/\s+/).at(-1) ?? "";
  const word = paper.title.split(/[^\p{L}]+/u).find((each) => each.length > 3) ?? "";
  const key = `${family}${year ?? ""}${word}`
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");
  return key || paper.identifier.replace(/[^a-z0-9]+/gi, "");
}

/** A stray brace would end the field early; balanced ones stay. So does an entry begin on a line. */
function balanced(written: string): string {
  const text = written.replaceAll(/\s+/g, " ");
  let depth = 0;
  for (const character of text.replaceAll(/\\[{}]/g, "")) {
    if (character === "{") depth++;
    if (character === "}" && --depth < 0) break;
  }
  return depth === 0 ? text : text.replaceAll(/(?<!\\)[{}]/g, "");
}
