// Where a paper was published. Sources give one free line; what it says is told apart where it is
// written in one of the usual ways, and otherwise it stays one line.
import { plain } from "./plain.ts";

export interface Journal {
  /** Its name alone, or all of the line but its year. */
  name: string;
  /** A whole number. */
  volume?: string;
  issue?: string;
  /** `1–12`, or an article's number. */
  pages?: string;
  year?: number;
}

const month = "(?:\\d{1,2} )?\\p{Lu}\\p{Ll}{2,8}\\.?(?:[-/–]\\p{Lu}\\p{Ll}{2,8}\\.?)? ";
const year = `(?:${month})?(?<year>(?:19|20)\\d\\d)`;
/** Without figures, unless a word says where the volume begins. */
const name =
  "(?<name>\\p{L}[^\\d()]{1,120}?|\\p{L}.{1,200}?(?=,? [Vv]ol(?:ume|\\.)? ?\\d)|\\p{L}.{1,200}? PMLR),?";
/** Physicists leave it out: `Nucl.Phys.B477`, `JHEP05`. */
const space = "(?: |(?<=\\.)|(?<=^[A-Z]{4,5}))";
/** The letter is a part of the journal: `Phys. Lett. B 77`, `Phys.Lett.B77`, `Phys. Lett. 77B`. */
const volume =
  "(?:[Vv]ol(?:ume|\\.)? ?)?(?<series>[A-Z])?(?<volume>\\d{1,5})(?<seriesBehind>[A-Z])?";
const issue =
  "(?: ?\\((?<bracketed>[\\d/–-]{1,9})\\)|,? (?:[Nn]o|[Ii]ssue|[Nn]umber)\\.? ?(?<issue>[\\d/–-]{1,9}))?";
const number = "(?:[A-Z]{0,4}|[a-z])\\d[\\dA-Z.]{0,12}";
const pages = `[,:]? ?(?:[Pp]p?\\. ?|[Pp]ages? |[Aa]rt(?:icle|\\.) (?:no\\. )?)?(?<pages>${number}(?: ?(?:-|–|--) ?${number})?)`;

const usual = [
  // Physical Letters D 109, 023505 (2024); Letters of Physics, vol. 12, no. 3, pp. 45-67, May 2021
  `${name}${space}${volume}${issue}(?:${pages})?(?: – Published|,)? ?(?:\\(${year}\\)|${year})`,
  // Physical Letters 910 (2021) 105; Phys.Lett. 910 (2021) 12, 105; JHEP05(2021)123
  `${name}${space}${volume} ?\\(${year}\\),?(?: (?<counted>\\d{1,3}),(?= ))?${issue}(?:${pages})?`,
  // Phys. Lett. C (2020) 80:1234
  `${name} \\(${year}\\) ${volume}${issue}${pages}`,
  // Letters of Physics, 59(2), 2021, pp. 955-988; …, Volume 500, Issue 3, January 2021, Pages 34-70
  `${name}${space}${volume}${issue}, ${year}${pages}`,
  // Physics 2021;10:e65994
  `${name}${space}(?<year>(?:19|20)\\d\\d)(?: \\p{Lu}\\p{Ll}{2}(?: \\d{1,2})?)?; ?${volume}${issue}${pages}`,
  // Trans. Phys. 42, 4, Article 139 (July 2023)
  `${name}${space}${volume}, (?<counted>\\d{1,3}),${pages},? \\(${year}\\)`,
  // PLoS Phys 17(3): e1008853; Letters of Physics, vol. 9, pp. 1990-2001
  `${name}${space}${volume}${issue}(?=:|, pp\\.)${pages}`,
].map((each) => new RegExp(`^${each}$`, "u"));

export function journalOf(journalRef: string): Journal {
  const line = plain(journalRef)
    .replace(/\.$/, "")
    // These are journals.
    .replace(/^In:? (?!silico|vitro|vivo)(?=\p{L})/iu, "");
  const found = line.length > 300 ? undefined : usual.map((each) => each.exec(line)).find(Boolean);
  const groups = found?.groups;
  // "FOLD 2024, 2024" has no volume.
  if (!groups || (groups["volume"] === groups["year"] && !groups["pages"])) return inOneLine(line);
  const series = groups["series"] ?? groups["seriesBehind"] ?? "";
  const between = series === "" || !line.startsWith(" ", groups["name"]!.length) ? "" : " ";
  const issue = groups["issue"] ?? groups["bracketed"] ?? groups["counted"];
  const pages = groups["pages"]?.replaceAll(/ ?(--|-|–) ?/g, "–");
  return {
    name: groups["name"]! + between + series,
    volume: groups["volume"]!,
    ...(issue && { issue }),
    ...(pages && { pages }),
    ...(groups["year"] && { year: Number(groups["year"]) }),
  };
}

/** Its year is in brackets, at the end, or the only one; what is within a range or a number is none. */
function inOneLine(line: string): Journal {
  const outside = line.replaceAll(/\d+ ?(-|–|--) ?\d+/g, "…");
  const [bracketed] = outside.match(/(?<=\((?:\p{L}+\.? )?)(19|20)\d\d(?=\))/u) ?? [];
  const [last] = outside.match(/(?<=^|[\s,])(19|20)\d\d$/) ?? [];
  const all = new Set(outside.match(/(?<![\d./:])(19|20)\d\d(?![\d/]|\.\d)/g));
  const year = bracketed ?? last ?? (all.size === 1 ? [...all][0] : undefined);
  if (year === undefined) return { name: line };
  // What cites it says the year beside it.
  const end = new RegExp(`[,.]?(?: ${month.trim()})? (?:${year}|\\(${year}\\))$`, "u");
  return { name: line.replace(end, ""), year: Number(year) };
}
