// Other forms of a page: by the ending of its address, or by what the request accepts.
import type { Context } from "hono";
import { accepts } from "hono/accepts";

/** The ending of the address, and what a request for it may accept instead. */
const formats = {
  md: { ending: ".md", type: "text/markdown" },
  txt: { ending: ".txt", type: "text/plain" },
  bib: { ending: ".bib", type: "application/x-bibtex" },
  ris: { ending: ".ris", type: "application/x-research-info-systems" },
  csl: { ending: ".csl.json", type: "application/vnd.citationstyles.csl+json" },
} as const;

export type Format = keyof typeof formats;

const known = Object.keys(formats) as Format[];

/** `2310.07896.bib` is the form `bib` of what is called `2310.07896`. */
export function splitFormat(written: string): { name: string; format: Format | undefined } {
  const format = known.find((each) => written.endsWith(formats[each].ending));
  const name = format ? written.slice(0, -formats[format].ending.length) : written;
  return { name, format };
}

/** The path of a page in another form. */
export function inFormat(path: string, format: Format | undefined): string {
  return format ? `${path}${formats[format].ending}` : path;
}

/** The form in which whoever asks wants the page, among those that it has; `undefined` for the page. */
export function acceptedFormat(c: Context, has: readonly Format[]): Format | undefined {
  c.header("Vary", "Accept", { append: true });
  const type = accepts(c, {
    header: "Accept",
    supports: ["text/html", ...has.map((each) => formats[each].type)],
    default: "text/html",
  });
  return has.find((each) => formats[each].type === type);
}
