// Reads a query's tokens into a tree, by recursive descent. AND binds closest, then OR, then standing
// side by side, so that a filter put behind `a OR b` holds for both. Every text gives something.
import type { Day } from "../../papers/period.ts";
import type { Field } from "./fields.ts";
import { leafReader } from "./leaves.ts";
import { tokensOf, type Token } from "./tokens.ts";
import { withoutRepeats, type Mistake, type Node, type Place } from "./tree.ts";

const deepest = 20;
const mostNodes = 200;
const mostMistakes = 10;

export interface Grown {
  tree: Node | undefined;
  mistakes: readonly Mistake[];
  /** What would close what was left open, such as `")`. */
  unclosed: string;
}

export function grow(text: string, today: Day): Grown {
  const tokens = tokensOf(text);
  const mistakes: Mistake[] = [];
  const readLeaf = leafReader({ text, today, say });
  let at = 0;
  let depth = 0;
  /** Parentheses that go too deep: they are read as if they were not there. */
  let ignored = 0;
  let unclosed = "";
  let nodes = 0;

  function say({ from, to }: Place, says: string): void {
    if (mistakes.length < mostMistakes) mistakes.push({ from, to, says });
  }

  /** What stands side by side, to the end of the text or of the parentheses. */
  function list(field: Field | undefined): Node | undefined {
    const of: (Node | undefined)[] = [];
    for (let token = tokens[at]; token; token = tokens[at]) {
      if (token.kind !== "close") of.push(anyOf(field));
      else if (ignored === 0 && depth > 0) break;
      else closeNothing(token);
    }
    return together("and", of);
  }

  function closeNothing(token: Token): void {
    at++;
    if (ignored > 0) ignored--;
    else say(token, "No parenthesis was opened before this one, so it was passed over.");
  }

  function anyOf(field: Field | undefined): Node | undefined {
    const of = [allOf(field)];
    while (accept("or")) of.push(allOf(field));
    return together("or", of);
  }

  function allOf(field: Field | undefined): Node | undefined {
    const of = [piece(field)];
    for (;;) {
      const token = tokens[at];
      if (accept("and")) of.push(piece(field));
      else if (token && accept("andnot")) of.push(negate(piece(field), token.from));
      else return together("and", of);
    }
  }

  function piece(field: Field | undefined): Node | undefined {
    const from = tokens[at]?.from ?? 0;
    let isWanted = true;
    while (accept("minus") || accept("not")) isWanted = !isWanted;
    const node = bare(field);
    return isWanted ? node : negate(node, from);
  }

  function bare(field: Field | undefined): Node | undefined {
    let from: number | undefined;
    for (let token = tokens[at]; token; token = tokens[at]) {
      from ??= token.from;
      if (token.kind === "field") {
        ({ field } = token);
        at++;
      } else if (token.kind === "open") {
        at++;
        if (depth < deepest) return group(field, { from, to: token.to });
        if (ignored++ === 0) say(token, `Parentheses are read ${deepest} deep, and not deeper.`);
      } else if (token.kind === "phrase" || token.kind === "run") {
        at++;
        const node = readLeaf(token, field, from);
        if (node && node.kind !== "word") countNode();
        return node;
      } else return undefined;
    }
    return undefined;
  }

  function group(field: Field | undefined, open: Place): Node | undefined {
    depth++;
    const node = list(field);
    depth--;
    const close = tokens[at];
    if (close) at++;
    else if (nodes <= mostNodes) {
      unclosed += ")";
      say(open, "This parenthesis is never closed; it was taken to reach to the end.");
    }
    return node && { ...node, from: open.from, to: close?.to ?? text.length };
  }

  function negate(node: Node | undefined, from: number): Node | undefined {
    // An order cannot be unwanted.
    if (!node || node.kind === "sort") return node;
    countNode();
    return node.kind === "not"
      ? { ...node.of, from }
      : { kind: "not", of: node, from, to: node.to };
  }

  function together(kind: "and" | "or", parts: readonly (Node | undefined)[]): Node | undefined {
    const of = withoutRepeats(parts.filter((part) => part !== undefined));
    const [first] = of;
    if (!first || of.length === 1) return first;
    countNode();
    return { kind, of, from: first.from, to: of.at(-1)!.to };
  }

  function accept(kind: Token["kind"]): boolean {
    if (tokens[at]?.kind !== kind) return false;
    at++;
    return true;
  }

  function countNode(): void {
    if (++nodes !== mostNodes + 1) return;
    const next = tokens[at];
    tokens.length = at;
    if (next)
      say(
        { from: next.from, to: text.length },
        "A query holds up to 200 parts; these were left out.",
      );
  }

  const tree = list(undefined);
  const last = tokens.at(-1);
  if (last?.kind === "phrase" && !last.isClosed) {
    say(last, "This quotation is never closed; it was taken to reach to the end.");
    unclosed = `"${unclosed}`;
  }
  return {
    tree,
    mistakes: mistakes.sort((a, b) => a.from - b.from),
    unclosed: unclosed + ")".repeat(ignored),
  };
}
