// Whether somebody on a list is to get mail, in the words of the system that wrote the list. A word
// that is not known is asked about: to guess is to write to one who left, or to lose one who did not.
import { Invalid } from "../../errors.ts";
import { visible, type AddressFile } from "./address-file.ts";

/** Columns that hold a word such as `active`, without anything but letters. */
const wordColumns = ["status", "subscribertype", "subscriptionstatus", "subscriberstatus"];

/** Columns that say yes, or when, of one who left or cannot be reached. */
const goneColumns = [
  "unsubscribed",
  "unsubscribedat",
  "unsubscribedate",
  "unsubtime",
  "leavetime",
  "optedout",
  "optout",
  "emaildisabled",
  "bounced",
  "bouncedat",
  "complained",
  "complainedat",
  "cleaned",
  "cleantime",
  "suppressed",
  "blocked",
];

/** Columns that say no of them. */
const hereColumns = ["subscribed", "subscribedtoemails"];

const here = wordsIn(`confirmed subscribed subscriber active enabled verified
  regular premium free paid comped gifted trialed`);

const gone = wordsIn(`unsubscribed notsubscribed nonsubscribed removed deleted archived left
  optedout optout inactive disabled suspended suppressed transactional
  blocked blocklisted blacklisted cleaned bounced undeliverable invalid
  complained complaint spam spammy junk abuse
  pending unconfirmed unactivated unverified`);

const no = new Set(["", "false", "no", "n", "f", "0", "off", "null", "none", "never", "-"]);

/** What the line says of one who is not to get mail; `undefined` of one who is. @throws Invalid */
export function whyNotWanted(values: ReadonlyMap<string, string>): string | undefined {
  for (const [name, value] of values) {
    const column = lettersOf(name);
    const said = value.trim().toLowerCase();
    if (wordColumns.includes(column)) {
      const word = lettersOf(said);
      if (gone.has(word)) return visible(said).slice(0, 30);
      if (said !== "" && !here.has(word)) throw unknownWord(name, value);
    } else if (goneColumns.includes(column)) {
      if (!no.has(said)) return `“${visible(name).slice(0, 30)}”`;
    } else if (hereColumns.includes(column)) {
      if (said !== "" && no.has(said)) return "not subscribed";
    }
  }
  return undefined;
}

/**
 * Reads the whole list, for words that have to be asked about before anybody is taken.
 * @throws Invalid at the first of them, and when the file cannot be read.
 */
export async function refuseUnknownWords({ lines }: AddressFile): Promise<void> {
  for await (const { values } of lines) if (values) whyNotWanted(values);
}

function unknownWord(column: string, word: string): Invalid {
  const [name, said] = [column, word].map((each) => visible(each).slice(0, 40));
  return new Invalid(
    `says “${said}” in its column “${name}”, and whether such people are to get mail is not known here; nobody was taken. Write “subscribed” or “unsubscribed” there instead, or leave the column out`,
  );
}

function wordsIn(text: string): Set<string> {
  return new Set(text.split(/\s+/));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, "");
}
