// Where a link that a reader wrote may lead: to the web, to a mailbox, to a page of this site.
import { safeAddress } from "../tex/web-address.ts";

const longest = 1_000;
const here = "https://this-site.invalid";

/** Whether `href`, as it would stand in the page, leads nowhere else. */
export function mayLinkTo(href: string): boolean {
  if (href.length > longest) return false;
  if (/^https?:/i.test(href)) return safeAddress(href) !== undefined;
  // What follows a question mark would write the letter for whoever clicks.
  if (/^mailto:/i.test(href)) return /^mailto:[^\s?@]+@[^\s?@]+$/i.test(href);
  // `//elsewhere.example` begins with a slash as well.
  return href.startsWith("/") && URL.parse(href, here)?.origin === here;
}

// Brackets end it, as they end the text of a link.
const addressAt = /https?:\/\/[^\s<>"{}|\\^`[\]]{1,1000}/iy;

/** The address that begins at `at`, without the punctuation of the sentence around it. */
export function findBareAddress(source: string, at: number): string | undefined {
  addressAt.lastIndex = at;
  const found = addressAt.exec(source)?.[0];
  return found && withoutPunctuation(found);
}

/** Without what closes a sentence, an emphasis or a bracket that was opened before it. */
export function withoutPunctuation(found: string): string {
  let end = found.length;
  let unopened = count(found, ")") - count(found, "(");
  for (;;) {
    const last = found.charAt(end - 1);
    if (last === ")" && unopened > 0) unopened--;
    else if (last === "" || !".,;:!?'*_~".includes(last)) return found.slice(0, end);
    end--;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
