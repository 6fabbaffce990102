// Authors as bibliographies name them: a person by family and given names, a team as a whole.
import { familyWords } from "./particles.ts";
import { oneLineOf, plain } from "./plain.ts";

export type Author = Person | Team;

export interface Person {
  /** With the particles before it: `van der Berg`. */
  family: string;
  given: string;
  /** `Jr.`, `III` */
  suffix?: string;
}

/** A collaboration, a laboratory, or anybody with one name alone. */
interface Team {
  literal: string;
}

const suffix = /^(jr|sr|ii|iii|iv)\.?$/i;
/** With a capital the first is a name of people: `The Anh Han`. */
const teamsBegin = /^(the|[Tt]eam) /;
const teamsEnd =
  /\b(collaborations?|consortium|team|group|project|network|initiative|community|alliance|committee|institute|cent(er|re)|laborator(y|ies)|labs?|universit(y|ies)|foundation|society|association|survey|organi[sz]ation|investigators|trust)$/i;
/** Names of people have these only as names of their own: `Ann And Oh`. */
const joining = /\s(of|for|and)\s/;

/** Those of the names that name anybody. */
export function authorsOf(names: readonly string[]): Author[] {
  return (
    names
      // No name has these, and BibTeX would have to spell them in braces, which make a name a team's.
      .map((name) => oneLineOf(plain(name).replaceAll(/[{}\\^~]/g, " ")))
      .filter((name) => /[\p{L}\p{N}]/u.test(name))
      .map(authorOf)
  );
}

/**
 * Which words are the family's name nobody says, so it is the last one, with the particles before it,
 * unless a comma says otherwise.
 */
function authorOf(name: string): Author {
  const words = name.split(/[\s,]+/).filter(Boolean);
  const isTeam = [teamsBegin, teamsEnd, joining].some((sign) => sign.test(name));
  if (words.length === 1 || isTeam) return { literal: words.join(" ") };
  const [first = "", ...rest] = name.split(/\s*,\s*/).filter(Boolean);
  const added = rest.find((part) => suffix.test(part));
  const given = rest.find((part) => !suffix.test(part));
  if (given !== undefined) return person({ family: first, given, suffix: added });
  const last = words.at(-1)!;
  if (words.length > 2 && suffix.test(last)) {
    return person({ ...namesIn(words.slice(0, -1)), suffix: last });
  }
  return person(namesIn(words));
}

function person({ suffix, ...names }: Omit<Person, "suffix"> & { suffix?: string | undefined }) {
  return suffix === undefined ? names : { ...names, suffix };
}

function namesIn(words: readonly string[]): Person {
  const first = words.length - familyWords(words);
  return { given: words.slice(0, first).join(" "), family: words.slice(first).join(" ") };
}

/** `J.-P. M.`; with another mark than a full stop, or none. */
export function initials(given: string, mark = ".", between = " "): string {
  return given
    .split(/[\s.]+/)
    .map((word) =>
      word
        .split("-")
        .map((part) => /\p{L}/u.exec(part)?.[0].toUpperCase())
        .filter((letter) => letter !== undefined)
        .map((letter) => letter + mark)
        .join(mark === "" ? "" : "-"),
    )
    .filter(Boolean)
    .join(between);
}
