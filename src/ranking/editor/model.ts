// The model of an editor, and its file: JSON, gzipped, so that anybody can read what it goes by.
import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { Invalid } from "../../errors.ts";
import type { KnownStandings } from "./author-history.ts";
import type { Tree } from "./trees.ts";

/** What a model was trained on, and what came of it. */
interface Training {
  /** The first and the last listing date. */
  first: string;
  last: string;
  papers: number;
  /** How many of them a community picked. */
  picked: number;
}

export interface EditorModel {
  /** Changes with whatever was trained differently. */
  name: string;
  trained: Training;
  /** By word: how much rarer than others it is, and what it adds. */
  words: ReadonlyMap<string, { rarity: number; weight: number }>;
  /** Of the search's vector of a paper: what each dimension adds. */
  meaning: Float32Array;
  trees: readonly Tree[];
  /** What the trees begin with. */
  start: number;
  /** From what the trees say to log-odds: their slope, and those of a row at 0. */
  calibration: { slope: number; offset: number };
  authors: KnownStandings;
}

const numbers = z.array(z.number());

const file = z.object({
  format: z.literal("broadsheet-editor-1"),
  name: z.string(),
  trained: z.object({
    first: z.string(),
    last: z.string(),
    papers: z.number(),
    picked: z.number(),
  }),
  words: z.object({ word: z.array(z.string()), rarity: numbers, weight: numbers }),
  meaning: numbers,
  trees: z.array(
    z.object({
      feature: numbers,
      threshold: numbers,
      left: numbers,
      right: numbers,
      value: numbers,
    }),
  ),
  start: z.number(),
  calibration: z.object({ slope: z.number(), offset: z.number() }),
  authors: z.object({
    until: z.string(),
    hash: numbers,
    seen: numbers,
    times: numbers,
    gain: numbers,
    recent: numbers,
  }),
});

// A file is small; one that unpacks to more than this is not ours.
const mostBytes = 64 << 20;

/** @throws Invalid when it is not the file of an editor's model */
export function readEditorModel(path: string | URL): EditorModel {
  let text: string;
  try {
    text = gunzipSync(readFileSync(path), { maxOutputLength: mostBytes }).toString();
  } catch (cause) {
    throw new Invalid(`The editor's model ${String(path)} cannot be read.`, { cause });
  }
  return parseEditorModel(text, String(path));
}

function parseEditorModel(text: string, path: string): EditorModel {
  let parsed: z.infer<typeof file>;
  try {
    parsed = file.parse(JSON.parse(text));
  } catch (cause) {
    throw new Invalid(`${path} is not the file of an editor's model.`, { cause });
  }
  const { words, meaning, authors, ...rest } = parsed;
  return {
    ...rest,
    meaning: Float32Array.from(meaning),
    words: new Map(
      words.word.map((word, i) => [word, { rarity: words.rarity[i]!, weight: words.weight[i]! }]),
    ),
    authors: {
      until: authors.until,
      standings: new Map(
        authors.hash.map((hash, i) => [
          hash,
          {
            seen: authors.seen[i]!,
            times: authors.times[i]!,
            gain: authors.gain[i]!,
            recent: authors.recent[i]!,
          },
        ]),
      ),
    },
  };
}

/** The bytes of the file. */
export function packEditorModel({ words, meaning, authors, ...rest }: EditorModel): Buffer {
  const standings = [...authors.standings].toSorted(([one], [other]) => one - other);
  const written: z.infer<typeof file> = {
    format: "broadsheet-editor-1",
    ...rest,
    trees: [...rest.trees],
    words: {
      word: [...words.keys()],
      rarity: [...words.values()].map(({ rarity }) => rarity),
      weight: [...words.values()].map(({ weight }) => weight),
    },
    meaning: [...meaning],
    authors: {
      until: authors.until,
      hash: standings.map(([hash]) => hash),
      seen: standings.map(([, { seen }]) => seen),
      times: standings.map(([, { times }]) => times),
      gain: standings.map(([, { gain }]) => rounded(gain)),
      recent: standings.map(([, { recent }]) => rounded(recent)),
    },
  };
  return gzipSync(JSON.stringify(written), { level: 9 });
}

/** Four digits are more than any of these numbers means. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
