// Takes the text of a query apart: parentheses, quoted phrases, operators, fields and the rest.
import { findField, type Field } from "./fields.ts";
import type { Place } from "./tree.ts";

type Operator = "and" | "or" | "not" | "andnot";

export type Token = Place &
  (
    | { kind: "open" | "close" | "minus" | Operator }
    | { kind: "field"; field: Field }
    | { kind: "phrase"; text: string; isClosed: boolean }
    | { kind: "run"; text: string }
  );

const operators: Record<string, Operator> = { AND: "and", OR: "or", NOT: "not", ANDNOT: "andnot" };

const spaces = /\s*/y;
const quotes = /["\u201c-\u201f\u00ab\u00bb\uff02]/g;
// TeX's mathematics goes on to its end, spaces and parentheses too: `$O(n \log n)$`.
const run = /(?:\$(?=[^$]{0,200}[\\^_{])[^$]{1,200}\$|[^\s()"\u201c-\u201f\u00ab\u00bb\uff02])+/y;
// At once followed by what is looked for: `Word: rest` is a title with a colon.
const fieldName = /([A-Za-z]{2,12}):(?=[^\s)])/y;
// Not before a space or another dash: `a - b`, `--`.
const minus = /(?<=^|[\s(])[-\u2212](?=[^\s)\u2212-])/y;
// Publishers' DOIs hold parentheses: 10.1016/S0140-6736(20)30183-5.
const doiBegins = /(?:^|[/:])10\.\d{4,9}\/\S*$/;
const restOfDoi = /(?:\([^\s()"]*\)[^\s()"]*)*/y;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? "";
  };
  const put = (kind: "open" | "close" | "minus", length: number) =>
    tokens.push({ kind, from: at, to: (at += length) });

  function takePhrase(): void {
    quotes.lastIndex = at + 1;
    const isClosed = quotes.test(text);
    const end = isClosed ? quotes.lastIndex - 1 : text.length;
    // An inch, not a quotation: `a 5" disk`.
    const isInch = !isClosed && /\d/.test(text.charAt(at - 1));
    if (isInch) at++;
    else {
      const phrase = text.slice(at + 1, end);
      const to = isClosed ? end + 1 : end;
      tokens.push({ kind: "phrase", text: phrase, isClosed, from: at, to });
      at = to;
    }
  }

  function takeRun(): void {
    const from = at;
    at += take(run).length;
    if (doiBegins.test(text.slice(from, at))) at += take(restOfDoi).length;
    tokens.push({ kind: "run", text: text.slice(from, at), from, to: at });
  }

  function takeField(): boolean {
    const name = take(fieldName);
    const field = findField(name.slice(0, -1));
    if (!field) return false;
    tokens.push({ kind: "field", field, from: at, to: (at += name.length) });
    if (!isSign(text.charAt(at))) takeRun();
    return true;
  }

  for (;;) {
    at += take(spaces).length;
    if (at >= text.length) break;
    const next = text.charAt(at);
    if (next === "(") put("open", 1);
    else if (next === ")") put("close", 1);
    else if (isSign(next)) takePhrase();
    else if (take(minus) !== "") put("minus", 1);
    else if (!takeField()) takeRun();
  }
  return withOperators(tokens);
}

/** A parenthesis or a quote. */
function isSign(character: string): boolean {
  return character === "(" || character === ")" || character.search(quotes) === 0;
}

function withOperators(tokens: readonly Token[]): Token[] {
  if (isShouted(tokens)) return [...tokens];
  return tokens.map((token, i): Token => {
    const kind = token.kind === "run" && tokens[i - 1]?.kind !== "field" && operatorOf(token.text);
    return kind ? { kind, from: token.from, to: token.to } : token;
  });
}

function operatorOf(text: string): Operator | undefined {
  return Object.hasOwn(operators, text) ? operators[text] : undefined;
}

export function isOperator({ kind }: Token): boolean {
  return kind === "and" || kind === "or" || kind === "not" || kind === "andnot";
}

/** A title all in capitals, `TO BE OR NOT TO BE`: its OR is a word. */
function isShouted(tokens: readonly Token[]): boolean {
  const runs = tokens.flatMap((token, i) =>
    token.kind === "run" && tokens[i - 1]?.kind !== "field" ? [token.text] : [],
  );
  return runs.some((text) => smallWord.test(text)) && !runs.some((text) => /\p{Ll}/u.test(text));
}
const smallWord = /^(?:THE|OF|IN|FOR|TO|WITH|ON|AN?|FROM|BY|IS)$/;
