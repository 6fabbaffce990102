// What every system is asked for, as far as it can: the best twenty papers that hold any of the
// words, how many there are in all, and how many of each category, of each year, and with code.
import type { PaperToSearch } from "./papers.ts";
import type { Query } from "./queries.ts";

export interface Answer {
  total: number;
  categories: Record<string, number>;
  years: Record<string, number>;
  code: number;
  ids: string[];
}

export type Search = (query: Query) => Answer | Promise<Answer>;
export type Papers = AsyncIterable<PaperToSearch>;

/** A system that the benchmark makes a server of. */
export interface System {
  name: string;
  /** How it was set up, and how its counts were got; one line. */
  notes: string;
  build:
    | { on: "disk"; build: (papers: Papers, folder: string) => Promise<void> }
    /** One process builds it, keeps it all and serves it. */
    | { on: "memory" }
    /** It is the other one, asked in another way. */
    | { on: "disk"; as: string };
  open: (where: { folder: string; papers: Papers }) => Promise<Search>;
}

/** How many of the best are given. */
export const given = 20;
