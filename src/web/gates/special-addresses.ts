// What is special about addresses of this site, told once: the gate of a private site, forms and robots.txt go
// by it.

/**
 * - `open`: a private site too answers strangers there.
 * - `token`: it bears a token that nobody guesses, and whoever holds it may do what it stands for. Such an
 *   address is all of the others as well.
 * - `uncrawled`: programs that wander from page to page have no business there.
 */
type Trait = "open" | "token" | "uncrawled";

/**
 * Patterns as in robots.txt (RFC 9309, 2.2.3): what begins so; `*` is anything, `$` the end. `{token}` is
 * one of 32 letters. Of two that match, the first holds.
 */
const special: readonly (readonly [pattern: string, ...traits: Trait[]])[] = [
  // Of letters and lists, and the ways in that somebody was sent; the words after them are the token.
  ["/confirm/", "token"],
  ["/unsubscribe/", "token"],
  ["/never/", "token"],
  ["/subscription/", "token"],
  ["/letters/", "token"],
  ["/matches/", "token"],
  ["/invitation/", "token"],
  ["/owner/mail$", "uncrawled"],
  ["/owner/mail/", "uncrawled"],
  ["/owner/", "token"],
  ["/sign-in/{token}$", "token"],
  ["/settings/address/*.{token}$", "token"],
  ["/notifications/off/", "token"],
  ["/following/*.{token}/feed", "token"],

  // The way in, what pages are dressed with, and what programs look for before they ask (RFC 8615).
  ["/sign-in", "open", "uncrawled"],
  ["/auth/", "open", "uncrawled"],
  ["/static/", "open"],
  ["/icons/", "open"],
  ["/favicon.svg$", "open"],
  ["/favicon.ico$", "open"],
  ["/apple-touch-icon.png$", "open"],
  ["/manifest.webmanifest$", "open"],
  ["/sw.js$", "open"],
  ["/robots.txt$", "open"],
  ["/offline$", "open"],
  ["/healthz$", "open"],
  ["/goodbye$", "open"],
  ["/.well-known/", "open"],

  // For programs.
  ["/api/", "uncrawled"],
  ["/mcp", "uncrawled"],
  ["/unapi", "uncrawled"],
  ["/*/feed", "uncrawled"],

  // One reader's, or it does something.
  ["/comments/*/", "uncrawled"],
  ["/day/*/close", "uncrawled"],
  ["/day/*/open", "uncrawled"],
  ["/following", "uncrawled"],
  ["/hidden", "uncrawled"],
  ["/invitations", "uncrawled"],
  ["/library/export", "uncrawled"],
  ["/library", "uncrawled"],
  ["/moderation", "uncrawled"],
  ["/notifications", "uncrawled"],
  ["/papers/*/claim", "uncrawled"],
  ["/papers/*/pick", "uncrawled"],
  ["/people/*/moderate", "uncrawled"],
  ["/people/*/mute", "uncrawled"],
  ["/picks", "uncrawled"],
  ["/settings/address", "uncrawled"],
  ["/settings/data", "uncrawled"],
  ["/settings/tokens", "uncrawled"],
  ["/settings/", "uncrawled"],
  ["/share", "uncrawled"],
  ["/submit", "uncrawled"],
  ["/subscribe/preview", "uncrawled"],

  // There is no end to these: every query, filter, order and length is another page.
  ["/search?", "uncrawled"],
  ["/search.", "uncrawled"],
  ["/search/filters", "uncrawled"],
  ["/search/suggest", "uncrawled"],
  ["/feeds?", "uncrawled"],
  ["/discussions?", "uncrawled"],
  ["/ranking?", "uncrawled"],
  ["/*?*hidden=", "uncrawled"],
  ["/*?*minutes=", "uncrawled"],
  ["/*?*order=", "uncrawled"],
  // The whole of these editions stands elsewhere.
  ["/sections/*/day/", "uncrawled"],
  ["/sections/*/week/", "uncrawled"],
  ["/sections/*/month/", "uncrawled"],
  ["/sections/*/since", "uncrawled"],
  ["/since", "uncrawled"],

  // The same as a page once more, for programs that were sent for it. Markdown names its page.
  ...[".txt", ".bib", ".ris", ".csl.json"].flatMap(
    (ending) =>
      [
        [`/*${ending}$`, "uncrawled"],
        [`/*${ending}?`, "uncrawled"],
      ] as const,
  ),
];

/** What begins with one of these, for robots.txt. */
export const uncrawled: readonly string[] = special
  .filter(([, ...traits]) => isA("uncrawled", traits))
  .map(([pattern]) => pattern)
  // Wider ones name these as well.
  .filter((pattern) => !pattern.includes("{token}"));

const compiled = special.map(([pattern, ...traits]) => ({
  matches: whatMatches(pattern),
  traits,
}));

/** Whether a private site answers strangers there as well. */
export function isOpen(path: string): boolean {
  return isA("open", traitsOf(path));
}

export function bearsToken(path: string): boolean {
  return isA("token", traitsOf(path));
}

function traitsOf(path: string): readonly Trait[] {
  return compiled.find(({ matches }) => matches.test(path))?.traits ?? [];
}

function isA(trait: Trait, traits: readonly Trait[]): boolean {
  return traits.includes(trait) || traits.includes("token");
}

function whatMatches(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.?+(){}[\]|\\^]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("\\{token\\}", "[\\w-]{32}");
  return new RegExp(`^${source}`);
}
