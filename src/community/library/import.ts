// Fills a library from a bibliography: what is in the catalogue is saved, with its keywords as tags and
// with its note. Nothing is put into the catalogue, which is everybody's: a paper comes there by its
// source or by a submission.
import { setImmediate as nextTurn } from "node:timers/promises";
import { findMentioned } from "../../catalogue/lists/find-mentioned.ts";
import { Invalid } from "../../errors.ts";
import type { Annotation } from "../../papers/annotation.ts";
import type { Mention } from "../../papers/mention.ts";
import type { Mentioned } from "../../sources/files/mentioned.ts";
import type { Database } from "../../store/tables.ts";
import { addToNote, insertTags, keepWithin } from "./library.ts";
import { longestNote, normalNote } from "./note.ts";
import { mostTags, normalTag } from "./tag.ts";

export interface ImportReceipt {
  entries: number;
  saved: number;
  /** Were saved before, or are named twice. */
  already: number;
  /** Named rightly, and not here. */
  missing: { line: number; mention: Mention }[];
  /** Not looked for, and why: they cannot be read, or are too many. */
  malformed: { line: number; reason: string }[];
  /** Saved, and something of it did not fit. */
  cut: { line: number; title: string; says: string }[];
}

export const mostEntries = 5000;
/** Each of them is a look through all titles. */
const mostTitles = 1000;
const tooManyTitles =
  `has no identifier, and ${mostTitles} of that kind are looked for at once; put the rest into a ` +
  "file of its own";
const atOnce = 50;

interface Found {
  line: number;
  paper: number;
  mention: Mention;
  annotation: Annotation | undefined;
}

/**
 * The same file again saves nothing anew and doubles no note.
 * @throws Invalid when there are too many entries, or the library is full.
 */
export async function importBibliography(
  db: Database,
  { reader, entries, now }: { reader: number; entries: readonly Mentioned[]; now: Date },
): Promise<ImportReceipt> {
  if (entries.length > mostEntries) {
    throw new Invalid(
      `There are ${entries.length} entries in it, and ${mostEntries} are taken at once. Split it in parts.`,
    );
  }
  const receipt: ImportReceipt = {
    entries: entries.length,
    saved: 0,
    already: 0,
    missing: [],
    malformed: [],
    cut: [],
  };
  let batch: Found[] = [];
  const save = async () => {
    const found = batch;
    batch = [];
    const cut = await db.transaction().execute((db) => saveFound(db, { reader, found, now }));
    receipt.saved += cut.saved;
    receipt.already += found.length - cut.saved;
    receipt.cut.push(...cut.cut);
  };
  let titles = 0;
  for (const entry of entries) {
    const { line, mention } = entry;
    if (!mention) {
      receipt.malformed.push({ line, reason: entry.reason });
      continue;
    }
    if (mention.identifier === undefined && ++titles > mostTitles) {
      receipt.malformed.push({ line, reason: tooManyTitles });
      continue;
    }
    // Nothing of the database waits for anything outside, so others would wait for the whole file.
    await nextTurn();
    const paper = await findMentioned(db, mention);
    if (paper === undefined) receipt.missing.push({ line, mention });
    else batch.push({ line, paper, mention, annotation: entry.annotation });
    if (batch.length >= atOnce) await save();
  }
  await save();
  return receipt;
}

async function saveFound(
  db: Database,
  { reader, found, now }: { reader: number; found: readonly Found[]; now: Date },
): Promise<{ saved: number; cut: ImportReceipt["cut"] }> {
  const cut: ImportReceipt["cut"] = [];
  const papers = found.map(({ paper }) => paper);
  const saved = (await keepWithin(db, { reader, papers, now })).length;
  for (const { line, paper, mention, annotation } of found) {
    const says = [
      await addKeywords(db, { reader, paper, keywords: annotation?.keywords ?? [] }),
      await addNote(db, { reader, paper, note: normalNote(annotation?.note ?? "") }),
    ].filter((sentence) => sentence !== undefined);
    const title = mention.title ?? mention.identifier ?? "";
    if (says.length > 0) cut.push({ line, title, says: says.join(" ") });
  }
  return { saved, cut };
}

interface OfPaper {
  reader: number;
  paper: number;
}

async function addKeywords(
  db: Database,
  { reader, paper, keywords }: OfPaper & { keywords: readonly string[] },
): Promise<string | undefined> {
  const wanted = new Set(keywords.flatMap((keyword) => normalTag(keyword) ?? []));
  if (wanted.size === 0) return undefined;
  const rows = await db
    .selectFrom("tags")
    .select("tag")
    .where("reader_id", "=", reader)
    .where("paper_id", "=", paper)
    .execute();
  const own = new Set(rows.map(({ tag }) => tag));
  const added = [...wanted].filter((tag) => !own.has(tag));
  const room = Math.max(0, mostTags - own.size);
  await insertTags(db, { reader, papers: [paper], tags: added.slice(0, room) });
  const left = added.length - room;
  return left > 0
    ? `A paper has ${mostTags} tags at most, so ${left} of its keywords were left out.`
    : undefined;
}

/** A note that is here stays, and what the file says besides comes below it. */
async function addNote(
  db: Database,
  { reader, paper, note }: OfPaper & { note: string },
): Promise<string | undefined> {
  return (await addToNote(db, { reader, paper, note }))
    ? undefined
    : `A note has ${longestNote} characters at most, so the one in the file was left out.`;
}
