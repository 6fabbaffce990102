// The weights of ranking, in one table: what each is called, what it means, between which numbers it
// may lie, and what it is unless the owner says otherwise. /ranking, its form and its checks are made
// from it.

interface Weight {
  /** What it tells of its subject. */
  field: "adds" | "takes" | "times" | "at most" | "half-life";
  /** What it is counted in, where that is not points of the score. */
  unit?: "days" | "doublings";
  otherwise: number;
  least: number;
  most: number;
  /** The only list that it acts on, where it does not act on all. */
  only?: "trending";
}

const points = { least: 0, most: 10 } as const;
const adds = { field: "adds", ...points } as const;
const atMost = { field: "at most", unit: "doublings", least: 0, most: 10 } as const;
const halfLife = { field: "half-life", unit: "days", least: 0.25, most: 365 } as const;
const fading = { ...halfLife, only: "trending" } as const;

const weightTable = {
  votes: { ...adds, otherwise: 3 },
  votesHalfLife: { ...halfLife, otherwise: 7 },
  // So low that it takes more than sixty readers who quarrel to lift a paper as one vote does.
  discussion: { ...adds, otherwise: 0.5 },
  discussionHalfLife: { ...halfLife, otherwise: 7 },
  upvotes: { ...adds, otherwise: 1.5 },
  upvotesMost: { ...atMost, otherwise: 3 },
  upvotesHalfLife: { ...fading, otherwise: 3 },
  comments: { ...adds, otherwise: 0.3 },
  commentsMost: { ...atMost, otherwise: 3 },
  commentsHalfLife: { ...fading, otherwise: 3 },
  stars: { ...adds, otherwise: 0.4 },
  starsMost: { ...atMost, otherwise: 3 },
  starsHalfLife: { ...fading, otherwise: 7 },
  editor: { field: "times", ...points, otherwise: 1 },
  alike: { field: "takes", ...points, otherwise: 1 },
} as const satisfies Record<string, Weight>;

export type WeightName = keyof typeof weightTable;
export type Weights = Readonly<Record<WeightName, number>>;

interface Subject {
  label: string;
  /** What its weights do, in a sentence or two. */
  means: string;
  weights: readonly WeightName[];
}

/** What there are weights of. */
export const subjects: readonly Subject[] = [
  {
    label: "Votes here",
    means:
      "The first vote adds so much, and so does every doubling. After its paper’s day a vote counts half for each half-life that it came later.",
    weights: ["votes", "votesHalfLife"],
  },
  {
    label: "Comments here",
    means:
      "The first reader who says something of the paper adds so much, and so does every doubling of readers. They count less with time as votes do.",
    weights: ["discussion", "discussionHalfLife"],
  },
  {
    label: "Upvotes at other sites",
    means:
      "As many as are typical of the site on that day add so much. In what is trending they count half after a half-life.",
    weights: ["upvotes", "upvotesMost", "upvotesHalfLife"],
  },
  {
    label: "Comments at other sites",
    means: "As with upvotes.",
    weights: ["comments", "commentsMost", "commentsHalfLife"],
  },
  {
    label: "Stars of the code",
    means: "As with upvotes; where it is known, those that came within a week.",
    weights: ["stars", "starsMost", "starsHalfLife"],
  },
  {
    label: "The editor’s judgement",
    means:
      "What the editor’s model finds in title, abstract, authors, categories and links counts so many times.",
    weights: ["editor"],
  },
  {
    label: "Likeness on the first screen",
    means:
      "What a copy of a paper that stands above would lose; a paper that is only near loses less, and nearness to several adds up.",
    weights: ["alike"],
  },
];

export const weightNames: readonly WeightName[] = subjects.flatMap(({ weights }) => weights);

export function weightOf(name: WeightName): Weight {
  return weightTable[name];
}

/** `Votes here`, `Votes here, half-life` */
export function labelOf(name: WeightName): string {
  const { label, weights } = subjects.find(({ weights }) => weights.includes(name))!;
  return name === weights[0] ? label : `${label}, ${weightOf(name).field}`;
}

/** What holds until the owner says otherwise. */
export const defaultWeights: Weights = eachWeight((name) => weightOf(name).otherwise);

export function eachWeight(value: (name: WeightName) => number): Weights {
  return Object.fromEntries(weightNames.map((name) => [name, value(name)])) as Record<
    WeightName,
    number
  >;
}

/** As fine as a weight is kept; formulas show it whole. */
export function toHundredths(value: number): number {
  return Math.round(100 * value) / 100;
}

/** What is other than before. */
export interface WeightChange {
  name: WeightName;
  from: number;
  to: number;
}

export function changesBetween(before: Weights, after: Weights): WeightChange[] {
  return weightNames
    .filter((name) => after[name] !== before[name])
    .map((name) => ({ name, from: before[name], to: after[name] }));
}

/** What is wrong with a weight, as a sentence; `undefined` when nothing is. */
export function faultOf(name: WeightName, value: number): string | undefined {
  const { least, most, unit } = weightOf(name);
  if (value >= least && value <= most) return undefined;
  return `${labelOf(name)}: this is a number${unit ? ` of ${unit}` : ""} from ${least} to ${most}.`;
}
