// Names that others see: what can be one, and which are free to take.
import { sql } from "kysely";
import { Invalid } from "../errors.ts";
import { hidesSomething, readableLine } from "../papers/one-line.ts";
import type { Database } from "../store/tables.ts";
import { folded, lookAlike, looksOfName } from "./moderation/folding.ts";
import { findHeldWord, listHeldWords } from "./moderation/held-words.ts";
import { readWritten } from "./moderation/written.ts";

export const longestName = 60;

/** @throws Invalid */
export function parseName(written: string): string {
  const name = readableLine(written);
  if (name === "") throw new Invalid("A name has a letter or more.");
  if (/[<>@]/.test(name) || hidesSomething(written)) {
    throw new Invalid("A name has no @, no < or >, and nothing that cannot be seen.");
  }
  if ([...name].length > longestName) {
    throw new Invalid(`A name has ${longestName} characters at most.`);
  }
  return name;
}

/**
 * A name for whoever takes it: it stands in what others are told, so it leads nowhere, has none of the
 * words that moderators look at first, and looks like nobody's who has a role.
 * @param reader who takes it; a newcomer has no number yet @throws Invalid
 */
export async function parseFreeName(
  db: Database,
  written: string,
  { reader }: { reader?: number } = {},
): Promise<string> {
  const name = parseName(written);
  if (hasHost(name)) {
    throw new Invalid("A name has no address in it. After a dot there is a space.");
  }
  if (saysRole(name)) {
    throw new Invalid("This name says what somebody is here. Take one that says who you are.");
  }
  if (findHeldWord(await listHeldWords(db), readWritten(name))) {
    throw new Invalid("This name cannot be had here. Choose another.");
  }
  const bearers = await db
    .selectFrom("readers")
    .select(["id", "name"])
    // An index is used only where a query says so in these words.
    .where(sql<boolean>`role <> 'reader'`)
    .execute();
  if (bearers.some((each) => each.id !== reader && lookAlike(each.name, name))) {
    throw new Invalid(
      "An editor, a moderator or the owner of this site has this name, or one that looks like it. Add something to yours.",
    );
  }
  return name;
}

/** A newcomer's name as somebody else wrote it; where it is none, or not free, there is a plain one. */
export async function fitName(db: Database, written: string): Promise<string> {
  try {
    return await parseFreeName(db, [...written].slice(0, longestName).join(""));
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return "New reader";
  }
}

/** Ends of hosts of more than three letters that advertising uses; shorter ones are known by that. */
const longEnds =
  "info|shop|online|site|store|club|casino|live|life|link|click|page|blog|email|mobi|name|tech|space|website|world|today|cloud|agency|example";

/** Whether there is what programs of mail make a link of. */
function hasHost(name: string): boolean {
  const text = folded(name).replaceAll("。", ".");
  const host = new RegExp(
    `[\\p{L}\\p{N}-]{2,}\\.(?:\\p{L}{2,3}|${longEnds})(?![\\p{L}\\p{N}])`,
    "u",
  );
  return /:\/\/|\bwww\./.test(text) || host.test(text);
}

const roleWords = new Set(
  "admin admins administrator administrators moderator moderators mod mods editor editors owner owners staff support webmaster sysadmin siteadmin"
    .split(" ")
    .flatMap(looksOfName),
);

/** Looks of what only a site says of somebody, wherever in a name it stands. */
const sayings = ["moderator", "administrator", "webmaster", "formerreader", "formereditor"].flatMap(
  looksOfName,
);

/** `Moderator`, `M0derator ✔`, `Olga Owner`, `TheModerator`, `a former reader`. */
function saysRole(name: string): boolean {
  const words = name.split(/[^\p{L}\p{N}\p{M}]+/u);
  const whole = looksOfName(name);
  return (
    words
      .flatMap((word) => looksOfName(word.replace(/\d+$/, "")))
      .some((word) => roleWords.has(word)) ||
    whole.some((each) => roleWords.has(each) || sayings.some((saying) => each.includes(saying)))
  );
}
