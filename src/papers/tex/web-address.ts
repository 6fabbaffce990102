// Addresses in running text and in `\url`, where TeX escapes what addresses are full of.

const addressAt = /https?:\/\/(?:\\[_%#&~]|\\~\{\}|[^\s<>"{}|\\^`$])+/iy;
const longest = 1_000;

export interface FoundAddress {
  /** Without TeX's backslashes, as the reader sees it. */
  shown: string;
  end: number;
}

/** The address that begins at `at`, without the punctuation of the sentence around it. */
export function findAddress(source: string, at: number): FoundAddress | undefined {
  addressAt.lastIndex = at;
  const found = addressAt.exec(source)?.[0];
  if (!found) return undefined;
  const end = withoutPunctuation(found);
  return { shown: unescapeAddress(found.slice(0, end)), end: at + end };
}

/** `\_` and `\~{}` as they stand in the address. */
export function unescapeAddress(source: string): string {
  return source
    .trim()
    .replace(/\\~\{\}|\\?\\textasciitilde\s?(?:\{\})?/g, "~")
    .replace(/\\([_%#&~])/g, "$1");
}

/** Safe as an `href`; `undefined` when it is no http(s) address that a reader should follow. */
export function safeAddress(shown: string): string | undefined {
  if (shown.length > longest || !/^https?:\/\//i.test(shown)) return undefined;
  const url = URL.parse(shown);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  // `https://arxiv.org@elsewhere.example` shows one place and leads to another.
  return url.username || url.password || !url.hostname.includes(".") ? undefined : url.href;
}

function withoutPunctuation(found: string): number {
  let end = found.length;
  let unopened = count(found, ")") - count(found, "(");
  for (;;) {
    const last = found.charAt(end - 1);
    if (last === ")" && unopened > 0) unopened--;
    else if (last === "" || !".,;:!?'*]~".includes(last)) return end;
    end--;
    // A backslash belonged to the character that it escaped.
    if (found.charAt(end - 1) === "\\") end--;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
