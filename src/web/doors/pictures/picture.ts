// What the server draws, said in words and numbers alone: the thread that draws knows nothing else.

/** Always in the colours of day: whoever shows a card decides what lies around it. */
export const colours = {
  paper: "#FBF9F4",
  ink: "#1B1A17",
  ink2: "#45423B",
  ink3: "#625E55",
  rubric: "#9A2E1C",
  hair: "#DDD8CC",
} as const;

/** In pixels, as those who show cards ask for it (ogp.me, and Twitter's `summary_large_image`). */
export const cardSize = { width: 1200, height: 630 } as const;

export interface Span {
  text: string;
  /** Raised or lowered, and small. */
  place?: "super" | "sub" | undefined;
}

/** What is told, and what stands in its place where the fonts lack most of its letters. */
export interface Told {
  text: readonly Span[];
  otherwise: string;
}

/** By which a link to this site is shown elsewhere; what is empty is left out. */
export interface Card {
  /** The nameplate. */
  site: string;
  /** Beside it. */
  dateline: string;
  /** Small, above the heading. */
  kicker: string;
  heading: Told;
  /** A date is large, and as light as on the front page. */
  isDate: boolean;
  /** Below the heading: the titles of an edition. */
  items: readonly Told[];
  /** Below the heading, in a few lines at most: authors, a motto. */
  under: string;
  /** In red, at the foot. */
  rubric: string;
  /** At the right of the foot. */
  foot: string;
}

export interface Icon {
  /** What is drawn. */
  svg: string;
  /** In pixels, each way. */
  size: number;
  /** The whole square is ground, and the mark stays within the circle that every mask leaves. */
  isMaskable: boolean;
  format: "png" | "ico";
}

export type Picture = { card: Card } | { icon: Icon };
