// Reads TeX mathematics into a small tree, for the places where MathML cannot go: search, feeds and
// mail. It never fails: what it does not know keeps its letters.
import { readAccent } from "./accents.ts";
import { blackboard, mathAccents, mathSymbols } from "./math-symbols.ts";

export type MathNode =
  | { kind: "letter" | "text" | "relation" | "function"; text: string }
  | { kind: "space" }
  | { kind: "row"; children: MathNode[] }
  | { kind: "scripts"; base?: MathNode; sub?: MathNode; sup?: MathNode }
  | { kind: "fraction"; over: MathNode; under: MathNode; binomial: boolean }
  | { kind: "root"; degree?: MathNode; body: MathNode }
  | { kind: "accent"; mark: string; body: MathNode };

type Font = "italic" | "upright" | "blackboard" | "text";

interface Reader {
  source: string;
  at: number;
  depth: number;
}

const deepest = 40;
const space: MathNode = { kind: "space" };

const fontsOf = new Map<string, Font>(
  Object.entries({
    mathbb: "blackboard",
    Bbb: "blackboard",
    mathbbm: "blackboard",
    mathds: "blackboard",
    mathrm: "upright",
    mathsf: "upright",
    mathtt: "upright",
    mathbf: "upright",
    mathcal: "upright",
    mathscr: "upright",
    mathfrak: "upright",
    frak: "upright",
    boldsymbol: "upright",
    bm: "upright",
    pmb: "upright",
    operatorname: "upright",
    ce: "upright",
    mathit: "italic",
    text: "text",
    textrm: "text",
    textbf: "text",
    textit: "text",
    textsf: "text",
    texttt: "text",
    textsc: "text",
    textnormal: "text",
    textup: "text",
    emph: "text",
    mbox: "text",
    hbox: "text",
  }),
);
const fontDeclarations = new Map<string, Font>(
  Object.entries({
    rm: "upright",
    bf: "upright",
    sf: "upright",
    tt: "upright",
    cal: "upright",
    scr: "upright",
    it: "italic",
    em: "italic",
  }),
);
const takesAndShowsLast = new Map([
  ["textcolor", 2],
  ["href", 2],
  ["overset", 2],
  ["stackrel", 2],
  ["raisebox", 2],
]);
const takesAndHides = new Set(["label", "tag", "color", "phantom"]);
const takesALength = /^([hv]space\*?|[hm]?kern|[hv]skip|mskip)$/;
const lengthAt = /\s*\{?\s*-?[\d.]*\s*[a-z]{0,2}\s*\}?/y;
const spaces = new Set([",", ";", ":", ">", " ", "quad", "qquad", "thinspace", "space", "\n"]);
const silent = new Set(
  (
    "! / - left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle limits " +
    "nolimits displaystyle textstyle scriptstyle scriptscriptstyle tiny small scriptsize " +
    "footnotesize mathop mathrel mathbin mathord mathopen mathclose ensuremath mathstrut smash " +
    "underline overbrace underbrace boxed nonumber notag protect relax hfill"
  ).split(" "),
);

/** The tree of what stands between the dollars. */
export function parseMath(source: string): MathNode {
  return readRow({ source, at: 0, depth: 0 }, "italic", "");
}

/** Reads until `close` or the end, and past it. */
function readRow(reader: Reader, font: Font, close: string): MathNode {
  const children: MathNode[] = [];
  while (reader.at < reader.source.length) {
    const character = reader.source[reader.at];
    if (character === close) {
      reader.at++;
      break;
    }
    if (character === "^" || character === "_") {
      reader.at++;
      attachScript(children, character, readArgument(reader, font));
    } else if (character === "\\") {
      const name = readName(reader);
      const declared = fontDeclarations.get(name);
      if (declared) {
        font = declared;
        skipSpaces(reader);
      } else if (name === "over" || name === "choose" || name === "atop") {
        const under = readRow(reader, font, close);
        const over: MathNode = { kind: "row", children };
        return { kind: "fraction", over, under, binomial: name !== "over" };
      } else {
        push(children, readCommand(reader, name, font, children.at(-1) === space));
      }
    } else {
      push(children, readCharacter(reader, font));
    }
  }
  return { kind: "row", children };
}

function push(children: MathNode[], node: MathNode | undefined): void {
  if (node) children.push(node);
}

function attachScript(children: MathNode[], mark: "^" | "_", script: MathNode): void {
  while (children.at(-1) === space) children.pop();
  const slot = mark === "^" ? "sup" : "sub";
  const base = children.pop();
  if (base?.kind === "scripts" && !base[slot]) {
    base[slot] = script;
    children.push(base);
  } else {
    children.push({ kind: "scripts", ...(base && { base }), [slot]: script });
  }
}

function readCharacter(reader: Reader, font: Font): MathNode | undefined {
  const { source } = reader;
  const character = String.fromCodePoint(source.codePointAt(reader.at) ?? 32);
  reader.at += character.length;
  if (character === "{") return readGroup(reader, font);
  if (character === "}" || character === "$") return undefined;
  if (/\s/.test(character) || character === "~") {
    skipSpaces(reader);
    return font === "text" || character === "~" ? { kind: "text", text: " " } : space;
  }
  if (character === "&") return space;
  if (character === "'" && font !== "text") return { kind: "text", text: "′" };
  return inFont(character, font);
}

function inFont(character: string, font: Font): MathNode {
  if (font === "blackboard") return { kind: "text", text: blackboard(character) };
  const italic = font === "italic" && /^[A-Za-z]$/.test(character);
  return { kind: italic ? "letter" : "text", text: character };
}

function readGroup(reader: Reader, font: Font): MathNode {
  if (reader.depth >= deepest) return { kind: "row", children: [] };
  reader.depth++;
  const row = readRow(reader, font, "}");
  reader.depth--;
  return row;
}

function readArgument(reader: Reader, font: Font): MathNode {
  skipSpaces(reader);
  const empty: MathNode = { kind: "row", children: [] };
  const character = reader.source[reader.at];
  if (character === undefined || character === "}" || character === "$") return empty;
  if (character === "^" || character === "_") return empty;
  if (character !== "\\") return readCharacter(reader, font) ?? empty;
  if (reader.depth >= deepest) return empty;
  reader.depth++;
  const node = readCommand(reader, readName(reader), font, false) ?? empty;
  reader.depth--;
  return node;
}

function readOptional(reader: Reader, font: Font): MathNode | undefined {
  if (reader.source[reader.at] !== "[" || reader.depth >= deepest) return undefined;
  reader.at++;
  reader.depth++;
  const node = readRow(reader, font, "]");
  reader.depth--;
  return node;
}

/** The name after the backslash that the reader stands on. */
function readName(reader: Reader): string {
  nameAt.lastIndex = reader.at + 1;
  const name = nameAt.exec(reader.source)?.[0] ?? "";
  reader.at += 1 + name.length;
  return name;
}
const nameAt = /(?:operatorname|[hv]space)\*|[A-Za-z]+|[^]/uy;

function skipSpaces(reader: Reader): void {
  while (/\s/.test(reader.source.charAt(reader.at))) reader.at++;
}

function readCommand(
  reader: Reader,
  name: string,
  font: Font,
  afterSpace: boolean,
): MathNode | undefined {
  if (/^[A-Za-z]/.test(name)) return readNamed(reader, name, font, afterSpace);
  if (name === "\\") return { kind: "text", text: "; " };
  if (name === "|") return { kind: "text", text: "‖" };
  if (spaces.has(name)) return space;
  if (silent.has(name)) return undefined;
  const accent = font === "text" ? readAccent(reader.source, reader.at - 2) : undefined;
  if (accent) reader.at = accent.end;
  return { kind: "text", text: accent?.text ?? name };
}

function readNamed(
  reader: Reader,
  name: string,
  font: Font,
  afterSpace: boolean,
): MathNode | undefined {
  const nameEnd = reader.at;
  skipSpaces(reader);
  const spaced = reader.at > nameEnd;
  if (spaces.has(name)) return space;
  if (silent.has(name)) return skipDelimiterDot(reader, name);
  const symbol = mathSymbols.get(name);
  if (symbol && fontsOf.get(name) === undefined) {
    // Only a space on both sides was meant to be seen; one alone only ends the name.
    if (spaced && (afterSpace || font === "text") && symbol.role !== "relation") reader.at--;
    return { kind: kindOf[symbol.role], text: symbol.text };
  }
  return readStructure(reader, name, font) ?? unknown(reader, name, nameEnd, font);
}

const kindOf = {
  letter: "text",
  sign: "text",
  relation: "relation",
  function: "function",
} as const;

/** `\right.` is a delimiter that is not there. */
function skipDelimiterDot(reader: Reader, name: string): undefined {
  if (/^(left|right)$/.test(name) && reader.source[reader.at] === ".") reader.at++;
}

function readStructure(reader: Reader, name: string, font: Font): MathNode | undefined {
  const newFont = fontsOf.get(name);
  if (newFont) {
    const body = readArgument(reader, newFont);
    return newFont === "upright" ? asWord(body) : body;
  }
  if (name === "operatorname*") return asWord(readArgument(reader, "upright"));
  if (/^([dtc]?frac|nicefrac|sfrac|binom|[dt]binom)$/.test(name)) {
    const over = readArgument(reader, font);
    const under = readArgument(reader, font);
    return { kind: "fraction", over, under, binomial: name.endsWith("binom") };
  }
  if (name === "sqrt") {
    const degree = readOptional(reader, font);
    return { kind: "root", ...(degree && { degree }), body: readArgument(reader, font) };
  }
  const mark = mathAccents.get(name);
  if (mark) return { kind: "accent", mark, body: readArgument(reader, font) };
  if (name === "underset") {
    const sub = readArgument(reader, font);
    return { kind: "scripts", base: readArgument(reader, font), sub };
  }
  if (name === "substack") return readArgument(reader, font);
  if (name === "xrightarrow") {
    const sub = readOptional(reader, font);
    const sup = readArgument(reader, font);
    return { kind: "scripts", base: { kind: "relation", text: "→" }, sup, ...(sub && { sub }) };
  }
  if (/^(pmod|pod)$/.test(name)) return readModulus(reader, name, font);
  return readHidden(reader, name, font);
}

function readModulus(reader: Reader, name: string, font: Font): MathNode {
  const body = readArgument(reader, font);
  const before = { kind: "text", text: name === "pod" ? " (" : " (mod " } as const;
  return { kind: "row", children: [before, body, { kind: "text", text: ")" }] };
}

function readHidden(reader: Reader, name: string, font: Font): MathNode | undefined {
  const count = takesAndShowsLast.get(name);
  if (count) {
    for (let i = 1; i < count; i++) readArgument(reader, font);
    return readArgument(reader, font);
  }
  if (takesAndHides.has(name)) {
    readArgument(reader, font);
    return space;
  }
  if (takesALength.test(name)) {
    lengthAt.lastIndex = reader.at;
    reader.at += lengthAt.exec(reader.source)?.[0].length ?? 0;
    return space;
  }
  if (name === "begin" || name === "end") {
    const environment = readGroupText(reader);
    if (name === "begin" && /^(array|tabular)/.test(environment)) readGroupText(reader);
    return space;
  }
  return undefined;
}

function readGroupText(reader: Reader): string {
  skipSpaces(reader);
  if (reader.source[reader.at] !== "{") return "";
  const close = reader.source.indexOf("}", reader.at);
  const end = close < 0 ? reader.source.length : close;
  const text = reader.source.slice(reader.at + 1, end);
  reader.at = end + 1;
  return text;
}

/** Several upright letters are a word, as `\log` is. */
function asWord(node: MathNode): MathNode {
  if (node.kind !== "row" || node.children.length < 2) return node;
  let word = "";
  for (const child of node.children) {
    if (child.kind !== "text" || !/^[\p{L}\p{N}]$/u.test(child.text)) return node;
    word += child.text;
  }
  return { kind: "function", text: word };
}

/** An author's own macro keeps its letters, and the space that kept it from the next word. */
function unknown(reader: Reader, name: string, nameEnd: number, font: Font): MathNode {
  if (font === "text") reader.at = nameEnd;
  return { kind: name.length > 1 ? "function" : "text", text: name };
}
