// What was understood of a query, piece by piece, in words to be shown beside it.
import type { Query } from "./parse.ts";
import { partsOfAll, type FilterNode, type Node, type OrderName, type Where } from "./tree.ts";

export interface Understood {
  kind: "word" | "phrase" | "filter" | "not" | "or" | "sort";
  /** As it was typed. */
  text: string;
  /** What it means: `in the title`, `from 1 March 2025 on`, `without`; empty for plain words. */
  says: string;
}

const places: Record<Where, string> = {
  anywhere: "",
  title: "in the title",
  abstract: "in the abstract",
  author: "among the authors",
  comment: "in the comment",
  journal: "in the journal",
};

const orders: Record<OrderName, string> = {
  relevance: "most relevant first",
  words: "by words alone",
  meaning: "by meaning alone",
  date: "newest first",
  votes: "most votes first",
};

/** In the order of the text, without words that are too common to look for. */
export function understand({ text, tree }: Query): Understood[] {
  const parts = partsOfAll(tree);
  // Of several orders the last one counts.
  const order = parts.findLast(({ kind }) => kind === "sort");
  return parts
    .filter((part) => part.kind !== "sort" || part === order)
    .filter((part) => part.kind !== "word" || !part.leftOut)
    .map((part) => ({ ...meaning(part), text: text.slice(part.from, part.to) }));
}

function meaning(node: Node): Pick<Understood, "kind" | "says"> {
  switch (node.kind) {
    case "word":
      return { kind: "word", says: places[node.where] };
    case "phrase":
      return { kind: "phrase", says: sayPhrase(node.where) };
    case "identifier":
      return { kind: "word", says: "the paper of this name" };
    case "filter":
      return { kind: "filter", says: node.says };
    case "similar":
      return { kind: "filter", says: `similar in meaning to ${node.identifier}` };
    case "sort":
      return { kind: "sort", says: orders[node.order] };
    case "not":
      return { kind: "not", says: sayNot(node.of) };
    case "or": {
      const { of } = node;
      if (!of.every((each): each is FilterNode => each.kind === "filter"))
        return { kind: "or", says: "any of these" };
      return { kind: "filter", says: of.map(({ says }) => says).join(" or ") };
    }
    case "and":
      return { kind: "word", says: "all of these" };
  }
}

function sayPhrase(where: Where): string {
  if (where === "author") return "one of the authors";
  return ["side by side", places[where]].filter((part) => part !== "").join(" ");
}

function sayNot(node: Node): string {
  const { kind, says } = meaning(node);
  if (kind === "filter") return `not ${says}`;
  if (node.kind === "word") return says === "" ? "without" : `without it ${says}`;
  return says === "" ? "without" : `without ${says}`;
}
