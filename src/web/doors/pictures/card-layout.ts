// The layout of a card: nameplate over the thick-and-thin rule, what it is about, a foot.
import type { Node } from "@takumi-rs/wasm";
import { fontFamily } from "./fonts.ts";
import { cardSize, colours, type Card, type Span } from "./picture.ts";

/** A card whose text is set. */
export type SetCard = Omit<Record<keyof Card, Span[]>, "items" | "isDate"> & {
  items: Span[][];
  isDate: boolean;
};

type Style = NonNullable<Node["style"]>;

const margin = 64;
export const textWidth = cardSize.width - 2 * margin;

export function layOut(card: SetCard, headingSize: number): Node {
  return column(
    {
      width: cardSize.width,
      height: cardSize.height,
      padding: `44px ${margin}px 40px`,
      backgroundColor: colours.paper,
      color: colours.ink,
      fontFamily,
    },
    [
      row({ alignItems: "baseline", gap: 32 }, [
        line(card.site, { fontSize: 42, fontWeight: 700, letterSpacing: "-0.02em" }, 1),
        line(card.dateline, { fontSize: 28, color: colours.ink2, flexShrink: 0 }, 1),
      ]),
      bar({ height: 5, marginTop: 12, backgroundColor: colours.ink }),
      bar({ height: 1.5, marginTop: 4, backgroundColor: colours.ink }),
      column({ flexGrow: 1, justifyContent: "center" }, [layOutMiddle(card, headingSize)]),
      ...layOutFoot(card),
    ],
  );
}

/** What lies between rule and foot, by itself so that it can be measured. */
export function layOutMiddle(card: SetCard, headingSize: number): Node {
  return column({ width: textWidth, fontFamily }, [
    ...some(card.kicker, { fontSize: 27, color: colours.ink3, marginBottom: 10 }, 1),
    line(card.heading, {
      fontSize: headingSize,
      fontWeight: card.isDate ? 400 : 700,
      lineHeight: 1.13,
      letterSpacing: "-0.018em",
      textWrap: "balance",
    }),
    ...some(card.under, { fontSize: 31, lineHeight: 1.3, color: colours.ink2, marginTop: 18 }, 2),
    ...card.items.map((item, index) => layOutItem(item, index === 0)),
  ]);
}

/** The first is the lead, and larger. */
function layOutItem(item: Span[], isLead: boolean): Node {
  return isLead
    ? line(item, { fontSize: 38, fontWeight: 700, lineHeight: 1.2, margin: "26px 0 18px" }, 2)
    : line(
        item,
        {
          fontSize: 30,
          lineHeight: 1.25,
          color: colours.ink2,
          padding: "11px 0",
          borderTop: `1px solid ${colours.hair}`,
        },
        1,
      );
}

function layOutFoot(card: SetCard): Node[] {
  if (card.rubric.length + card.foot.length === 0) return [];
  return [
    row(
      { alignItems: "baseline", gap: 32, paddingTop: 16, borderTop: `1px solid ${colours.hair}` },
      [
        line(card.rubric, { fontSize: 27, color: colours.rubric }, 1),
        line(card.foot, { fontSize: 27, color: colours.ink3, flexShrink: 0 }, 1),
      ],
    ),
  ];
}

function some(spans: Span[], style: Style, lines: number): Node[] {
  return spans.length === 0 ? [] : [line(spans, style, lines)];
}

function line(spans: Span[], style: Style, lines?: number): Node {
  return {
    type: "container",
    style: {
      display: "block",
      overflowWrap: "anywhere",
      ...(lines !== undefined && { lineClamp: lines, textOverflow: "ellipsis" }),
      ...style,
    },
    children: spans.map(({ text, place }) => ({
      type: "text",
      text,
      style: {
        display: "inline",
        ...(place && { fontSize: "0.66em", verticalAlign: place }),
      },
    })),
  };
}

function row(style: Style, children: Node[]): Node {
  return {
    type: "container",
    style: { display: "flex", justifyContent: "space-between", ...style },
    children,
  };
}

function column(style: Style, children: Node[]): Node {
  return {
    type: "container",
    style: { display: "flex", flexDirection: "column", ...style },
    children,
  };
}

function bar(style: Style): Node {
  return { type: "container", style: { width: "100%", flexShrink: 0, ...style } };
}
