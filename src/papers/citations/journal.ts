// Where a paper was published. Sources give one free line; what it says is told apart where it is
// written in one of the usual ways, and otherwise it stays one line.
import { plain } from "./plain.ts";

export interface Journal {
  /** Its name alone, or all of the line. */
  name: string;
  volume?: string;
  issue?: string;
  /** `1–12`, or an article's number. */
  pages?: string;
  year?: number;
}

const year = "(?<year>(?:19|20)\\d\\d)";
const name = "(?<name>\\p{L}[^\\d,()]{1,120}?),?";
/** Old references of high energy physics have none: `Nucl.Phys.B477`. */
const space = "(?: |(?<=\\.))";
const volume = "(?:vol(?:ume|\\.)? ?)?(?<volume>[A-Z]?\\d{1,5}[A-Z]?)";
const issue =
  "(?: ?\\((?<bracketed>[\\d/–-]{1,9})\\)|,? (?:no|issue|number)\\.? ?(?<issue>[\\d/–-]{1,9}))?";
const pages =
  "(?:[,:]? ?(?:pp?\\. ?|pages? |article |art\\. )?(?<pages>[A-Z]{0,4}\\d[\\dA-Z.]{0,12}(?: ?(?:-|–|--) ?[A-Z]{0,4}\\d[\\dA-Z.]{0,12})?))?";

const usual = [
  // Physical Letters D 109, 023505 (2024); Letters of Physics, vol. 12, no. 3, pp. 45-67, 2021
  new RegExp(`^${name}${space}${volume}${issue}${pages},? ?(?:\\(${year}\\)|${year})$`, "u"),
  // Physical Letters 910 (2021) 105
  new RegExp(`^${name}${space}${volume} ?\\(${year}\\),?${issue}${pages}$`, "u"),
];

export function journalOf(journalRef: string): Journal {
  const line = plain(journalRef).replace(/\.$/, "");
  const found = line.length > 300 ? undefined : usual.map((each) => each.exec(line)).find(Boolean);
  if (!found?.groups) return { name: line, ...yearIn(line) };
  const { groups } = found;
  const issue = groups["issue"] ?? groups["bracketed"];
  const pages = groups["pages"]?.replaceAll(/ ?(--|-|–) ?/g, "–");
  return {
    name: groups["name"]!,
    volume: groups["volume"]!,
    ...(issue && { issue }),
    ...(pages && { pages }),
    year: Number(groups["year"]),
  };
}

/** In brackets, or at the end; elsewhere such a number may be a page. */
function yearIn(line: string): { year?: number } {
  const [, bracketed, last] =
    /\((?:[A-Z][a-z]+\.? )?((?:19|20)\d\d)\)|(?:^|[\s,])((?:19|20)\d\d)$/.exec(line) ?? [];
  const found = bracketed ?? last;
  return found === undefined ? {} : { year: Number(found) };
}
