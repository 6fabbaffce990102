// Writes a tree of mathematics on one line: as plain text, or as HTML that mail programs show.
import { escapeHtml } from "./escape.ts";
import { parseMath, type MathNode } from "./math-tree.ts";
import { subscript, superscript } from "./scripts.ts";

interface Notation {
  variable(text: string): string;
  text(text: string): string;
  superscript(written: string): string;
  subscript(written: string): string;
}

const plain: Notation = { variable: (text) => text, text: (text) => text, superscript, subscript };

const mail: Notation = {
  variable: (text) => `<i>${text}</i>`,
  text: escapeHtml,
  superscript: (written) => `<sup>${written}</sup>`,
  subscript: (written) => `<sub>${written}</sub>`,
};

/** `k^{-2/d}` as `k^(-2/d)`, `\mathbb{Z}_{121}` as `ℤ₁₂₁`. May be empty. */
export function mathToText(source: string): string {
  return tidy(write(parseMath(source), plain, false)).normalize("NFC");
}

/** Safe HTML of text, `<i>`, `<sup>` and `<sub>`. May be empty. */
export function mathToMailHtml(source: string): string {
  const html = tidy(write(parseMath(source), mail, false)).normalize("NFC");
  return html.replaceAll("</i><i>", "");
}

function tidy(written: string): string {
  return written.replace(/\s+/g, " ").trim();
}

/** `tight` drops the room around relations, as scripts and fractions have none. */
function write(node: MathNode, notation: Notation, tight: boolean): string {
  switch (node.kind) {
    case "letter":
      return notation.variable(node.text);
    case "text":
    case "function":
      return notation.text(node.text);
    case "relation":
      return tight ? notation.text(node.text) : ` ${notation.text(node.text)} `;
    case "space":
      return tight ? "" : " ";
    case "row":
      return writeRow(node.children, notation, tight);
    case "scripts":
      return writeScripts(node, notation, tight);
    case "fraction":
      return writeFraction(node, notation);
    case "root":
      return writeRoot(node, notation);
    case "accent":
      return writeAccent(node, notation, tight);
  }
}

function writeRow(children: MathNode[], notation: Notation, tight: boolean): string {
  let written = "";
  let afterFunction = false;
  for (const child of children) {
    // The `\sim` of `\sim10` has nothing to its left to relate.
    const piece = write(
      child,
      notation,
      tight || (written.trim() === "" && child.kind === "relation"),
    );
    const isWord = isFunction(child);
    if ((isWord || afterFunction) && endsInWord.test(written) && startsWithWord.test(piece)) {
      written += " ";
    }
    written += piece;
    if (piece !== "") afterFunction = isWord;
  }
  return written;
}

// Tags count: only variables and scripts have them.
const endsInWord = /[\p{L}\p{N}\p{M})>∞|]$/u;
const startsWithWord = /^(?:[\p{L}\p{N}<√|]|&[lg]t;)/u;

function isFunction(node: MathNode): boolean {
  if (node.kind === "scripts") return node.base !== undefined && isFunction(node.base);
  return node.kind === "function";
}

type Of<Kind extends MathNode["kind"]> = Extract<MathNode, { kind: Kind }>;

function writeScripts(node: Of<"scripts">, notation: Notation, tight: boolean): string {
  const base = node.base ? write(node.base, notation, tight) : "";
  const sub = node.sub ? write(node.sub, notation, true) : "";
  const sup = node.sup ? write(node.sup, notation, true) : "";
  const scripts =
    (sub && notation.subscript(sub.trim())) + (sup && notation.superscript(sup.trim()));
  // The room after a relation comes after its scripts.
  return base.trimEnd() + scripts + (base.endsWith(" ") ? " " : "");
}

function writeFraction(node: Of<"fraction">, notation: Notation): string {
  if (node.binomial) {
    return `(${write(node.over, notation, true)} choose ${write(node.under, notation, true)})`;
  }
  const over = grouped(node.over, isProduct, notation);
  return `${over}/${grouped(node.under, isAtom, notation)}`;
}

function writeRoot(node: Of<"root">, notation: Notation): string {
  const degree = node.degree ? write(node.degree, notation, true) : "";
  return (degree && notation.superscript(degree)) + "√" + grouped(node.body, isAtom, notation);
}

function writeAccent(node: Of<"accent">, notation: Notation, tight: boolean): string {
  const body = write(node.body, notation, tight);
  const bare = onlyChild(node.body);
  if (bare.kind === "relation") return notation.text(` ${bare.text}${node.mark} `);
  if (bare.kind !== "letter" && bare.kind !== "text") return body;
  if ([...bare.text].length !== 1) return body;
  const marked = bare.text + node.mark;
  return bare.kind === "letter" ? notation.variable(marked) : notation.text(marked);
}

function grouped(
  node: MathNode,
  standsAlone: (node: MathNode) => boolean,
  notation: Notation,
): string {
  const written = write(node, notation, true).trim();
  return standsAlone(node) ? written : `(${written})`;
}

function onlyChild(node: MathNode): MathNode {
  while (node.kind === "row") {
    const [first, ...more] = node.children.filter((child) => child.kind !== "space");
    if (first === undefined || more.length > 0) return node;
    node = first;
  }
  return node;
}

/** One symbol or one number, so that `1/x` and `√2` need no brackets. */
function isAtom(node: MathNode): boolean {
  const bare = onlyChild(node);
  if (bare.kind === "row") return bare.children.every(isDigit);
  if (bare.kind === "scripts") return bare.base === undefined || isAtom(bare.base);
  return bare.kind === "letter" || bare.kind === "text" || bare.kind === "accent";
}

/** Atoms side by side, so that `2n/3` needs none either. */
function isProduct(node: MathNode): boolean {
  const bare = onlyChild(node);
  if (bare.kind !== "row") return isAtom(bare) || bare.kind === "root";
  return bare.children.every((child) => isAtom(child) && !isSign(child));
}

function isDigit(node: MathNode): boolean {
  return node.kind === "text" && /^[\d.]$/.test(node.text);
}

function isSign(node: MathNode): boolean {
  return node.kind === "text" && /[+\-−=±∓,\s]/.test(node.text);
}
