// The systems that are compared, by the names that `--systems` takes.
import type { System } from "./system.ts";
import { fts5, fts5Ranking } from "./systems/fts5.ts";
import { indexAlone } from "./systems/index-alone.ts";
import { lancedb } from "./systems/lancedb.ts";
import { minisearch } from "./systems/minisearch.ts";
import { orama } from "./systems/orama.ts";

/** Those of which the benchmark makes a server. */
export const systems: Readonly<Record<string, System>> = {
  index: indexAlone,
  fts5,
  "fts5-ranking": fts5Ranking,
  lancedb,
  minisearch,
  orama,
};

/** The program itself, asked in several ways; and the others, in the order of the table. */
export const described: Readonly<Record<string, Pick<System, "name" | "notes">>> = {
  broadsheet: {
    name: "Broadsheet",
    notes:
      "`npm start`, asked at `/api/v1/search/identifiers` for identifiers; build: `index --rebuild` from SQL; all its counts by category, month, source and flags",
  },
  "broadsheet-whole": {
    name: "Broadsheet, whole papers",
    notes: "the same, with titles, abstracts and all else of the twenty papers in the answer",
  },
  "broadsheet-both": {
    name: "Broadsheet, words and meaning",
    notes:
      "the same identifiers and counts, asked with the words as readers type them, without `OR`, so that meaning is read too and those with all the words are counted",
  },
  "broadsheet-meaning": {
    name: "Broadsheet, meaning",
    notes: "the same by `sort=meaning`: the 200 nearest are found, and counted",
  },
  ...systems,
  // The last, since it adds papers.
  "taking-in": {
    name: "Taking in",
    notes: "`broadsheet import` beside the server of `npm start`, which takes into its index",
  },
};
