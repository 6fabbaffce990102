// Draws a card: its text as the fonts can set it, its heading as large as there is room.
import type { Node, Renderer } from "@takumi-rs/wasm";
import { layOut, layOutMiddle, textWidth, type SetCard } from "./card-layout.ts";
import { cardSize, type Card, type Span, type Told } from "./picture.ts";
import { setText } from "./set-text.ts";

/** In pixels, the largest that fits. */
const headingSizes = [88, 76, 66, 58, 50, 44, 39];
/** In characters: more than fit at any size. */
const longestHeading = 500;
/** Between rule and foot. */
const roomFor = { withFoot: 380, withoutFoot: 450 };

export async function drawCard(
  renderer: Renderer,
  glyphs: ReadonlySet<number>,
  card: Card,
): Promise<Uint8Array<ArrayBuffer>> {
  const { set, size } = await fit(renderer, setCard(card, glyphs));
  return await renderer.render(layOut(set, size), { ...cardSize, format: "png" });
}

function setCard(card: Card, glyphs: ReadonlySet<number>): SetCard {
  const spans = (text: string) => {
    const set = setText([{ text }], glyphs);
    return set.isTold ? set.spans : [];
  };
  const told = ({ text, otherwise }: Told) => {
    const set = setText(text, glyphs);
    return set.isTold ? set.spans : spans(otherwise);
  };
  const { site, dateline, kicker, heading, isDate, items, under, rubric, foot } = card;
  return {
    site: spans(site),
    dateline: spans(dateline),
    kicker: spans(kicker),
    heading: told(heading),
    isDate,
    items: items.map(told),
    under: spans(under),
    rubric: spans(rubric),
    foot: spans(foot),
  };
}

/** As large as fits; what fits at no size is cut. */
async function fit(renderer: Renderer, card: SetCard): Promise<{ set: SetCard; size: number }> {
  const room = card.rubric.length + card.foot.length > 0 ? roomFor.withFoot : roomFor.withoutFoot;
  const fits = async (set: SetCard, size: number) =>
    (await heightOf(renderer, layOutMiddle(set, size))) <= room;
  // A date over its papers is not as large as a title alone.
  const sizes = card.items.length > 0 ? headingSizes.slice(1) : headingSizes;
  for (const size of sizes) if (await fits(card, size)) return { set: card, size };
  const size = sizes.at(-1)!;
  const cut = (length: number): SetCard => ({ ...card, heading: beginning(card.heading, length) });
  let [low, high] = [1, longestHeading];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await fits(cut(middle), size)) low = middle;
    else high = middle - 1;
  }
  return { set: cut(low), size };
}

async function heightOf(renderer: Renderer, node: Node): Promise<number> {
  return (await renderer.measure(node, { width: textWidth })).height;
}

/** So many characters of the spans, or fewer, so that no word is cut; then an ellipsis. */
function beginning(spans: Span[], length: number): Span[] {
  const taken: Span[] = [];
  let left = length;
  for (const span of spans) {
    if (span.text.length > left) {
      const text = span.text.slice(0, left).replace(/[\ud800-\udbff]$|(?<=.)\s\S{0,24}$/, "");
      return [...taken, { ...span, text: text.replace(/[\s,;:.–—-]+$/, "") }, { text: " …" }];
    }
    taken.push(span);
    left -= span.text.length;
  }
  return taken;
}
