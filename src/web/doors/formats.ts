// Other formats of a page: by the ending of its address, or by what the request accepts.
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { NotFound } from "../../errors.ts";
import { bibliographyFormats } from "../../papers/citations/bibliography.ts";

/** The ending of the address, and what a request for it may accept instead. */
const formats = {
  md: { ending: "md", type: "text/markdown" },
  txt: { ending: "txt", type: "text/plain" },
  ...bibliographyFormats,
};

export type Format = keyof typeof formats;

/** An ending that another one ends in stands behind that one. */
const known = (Object.keys(formats) as Format[]).toSorted(
  (one, other) => formats[other].ending.length - formats[one].ending.length,
);

/** `2310.07896.bib` is the format `bibtex` of what is called `2310.07896`. */
export function splitFormat(written: string): { name: string; format: Format | undefined } {
  const format = known.find((each) => written.endsWith(`.${formats[each].ending}`));
  const name = format ? written.slice(0, -formats[format].ending.length - 1) : written;
  return { name, format };
}

/** The address of a page in another format, with its query. */
export function inFormat(address: string, format: Format | undefined): string {
  return format ? address.replace(/^[^?]*/, `$&.${formats[format].ending}`) : address;
}

/** The format in which whoever asks wants the page, among those that it has; `undefined` for the page. */
function acceptedFormat(c: Context, has: readonly Format[]): Format | undefined {
  c.header("Vary", "Accept", { append: true });
  const type = accepts(c, {
    header: "Accept",
    supports: ["text/html", ...has.map((each) => formats[each].type)],
    default: "text/html",
  });
  return has.find((each) => formats[each].type === type);
}

/**
 * Who sends a page in the format that is asked for by its ending, or by what is accepted where there is no
 * ending; `undefined` for the page itself.
 * @throws NotFound where the page has no format with this ending.
 */
export function chooseFormat<Send>(
  c: Context,
  senders: Partial<Record<Format, Send>>,
  ending: Format | undefined,
): Send | undefined {
  const wanted = ending ?? acceptedFormat(c, Object.keys(senders) as Format[]);
  if (wanted === undefined) return undefined;
  const send = senders[wanted];
  if (!send) throw new NotFound("There is no page at this address.");
  return send;
}
