// Addresses that bear a token which nobody guesses: whoever holds one may do what it stands for.
const tokens = [
  // Of letters and lists; the words after them are the token.
  /^\/(confirm|unsubscribe|never|subscription|letters|matches|invitation)\/./,
  /^\/owner\/(?!mail(\/|$))./,
  /^\/sign-in\/[\w-]{32}$/,
  /^\/settings\/address\/[\w-]+\.[\w-]{32}$/,
  /^\/notifications\/off\/./,
  /^\/following\/\d+\.[\w-]{32}\/feed(\.rss|\.json)?$/,
];

export function bearsToken(path: string): boolean {
  return tokens.some((each) => each.test(path));
}
