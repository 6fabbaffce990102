// Where Markdown would let a short text make a long page.
import MarkdownIt, { type MarkdownIt as Reader, type StateBlock } from "markdown-it";

type BlockRule = (state: StateBlock, line: number, end: number, silent: boolean) => boolean;

// Each quote is a level, each list two. What is beyond markdown-it's own limit is not shown at all.
const deepest = 20;
const mostColumns = 20;
const mostCells = 1_000;

/** What is nested deeper, or a table that is larger, stands as text. */
export function bound(markdown: Reader): void {
  const { ruler } = markdown.block;
  const interrupting = ["paragraph", "reference", "blockquote"];
  ruler.at("blockquote", shallow(ruleOf("blockquote")), { alt: [...interrupting, "list"] });
  ruler.at("list", shallow(ruleOf("list")), { alt: interrupting });
  ruler.at("table", small(ruleOf("table")), { alt: ["paragraph", "reference"] });
}

function ruleOf(name: string): BlockRule {
  const { ruler } = new MarkdownIt().block;
  ruler.enableOnly([name]);
  return ruler.getRules("")[0]!;
}

function shallow(rule: BlockRule): BlockRule {
  return (state, ...rest) => state.level < deepest && rule(state, ...rest);
}

/** A row with few cells is filled up, so a wide table of short rows would be as large as its square. */
function small(rule: BlockRule): BlockRule {
  return (state, line, end, silent) =>
    rule(state, line, end, true) &&
    isSmall(state, line, end) &&
    (silent || rule(state, line, end, false));
}

function isSmall(state: StateBlock, line: number, end: number): boolean {
  const head = state.src.slice(state.bMarks[line], state.eMarks[line]);
  const columns = Math.max(1, head.split("|").length - 1);
  if (columns > mostColumns + 1) return false;
  const last = Math.min(end, line + Math.floor(mostCells / columns));
  let row = line;
  while (row < last && !state.isEmpty(row)) row++;
  return row === end || state.isEmpty(row);
}
