// A reader's library.
import { z } from "zod";
import { listPapers } from "../../catalogue/papers.ts";
import { annotate, removePapers } from "../../community/library/library.ts";
import { longestNote, parseNote } from "../../community/library/note.ts";
import {
  countListed,
  countShelf,
  findKept,
  listShelf,
  listShelfNumbers,
  mapKept,
  type Kept,
} from "../../community/library/shelf.ts";
import { mostTags, normalTag, parseTags } from "../../community/library/tag.ts";
import { NotFound } from "../../errors.ts";
import type { Paper } from "../../papers/paper.ts";
import { dayIn } from "../../papers/period.ts";
import { openQuery } from "../../search/matching.ts";
import type { ApiOptions } from "../options.ts";
import { asNumbered, nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { InvalidField, ofField } from "../reading/invalid-field.ts";
import { route } from "./route.ts";
import { moment } from "../shapes/values.ts";

const keptShape = z
  .object({
    paper: paperShape,
    savedAt: moment.nullable(),
    readAt: moment.nullable(),
    note: z.string().meta({ description: "Plain text; may be empty." }),
    tags: z.array(z.string()).meta({ description: "In the order of the alphabet." }),
  })
  .meta({ id: "Kept", description: "A paper, and what its reader did with it." });

const whose = "It is the library of whoever the token is of; nobody else sees it.";

async function tellKept(
  papers: readonly Paper[],
  kept: ReadonlyMap<number, Kept>,
  options: ApiOptions,
): Promise<z.input<typeof keptShape>[]> {
  const told = await tellPapers(papers, options);
  return papers.flatMap(({ id }, index) => {
    const own = kept.get(id);
    return own ? [{ paper: told[index]!, ...own }] : [];
  });
}

async function tellOne(paper: Paper, reader: number, options: ApiOptions) {
  const kept = await findKept(options.db, { reader, paper: paper.id });
  return (await tellKept([paper], new Map([[paper.id, kept]]), options))[0]!;
}

/** Those of the library that a search finds; `undefined` where nothing is looked for. */
async function search({ db, finder, config, clock }: ApiOptions, reader: number, q: string) {
  const today = dayIn(config.TIME_ZONE, clock());
  const { query, papers } = await openQuery(db, finder, { query: q, today, reader });
  if (query.isEmpty) return undefined;
  return await papers.among(await listShelfNumbers(db, { reader }));
}

/** @throws InvalidField */
function readTag(written: string): string {
  const tag = normalTag(written);
  if (tag === undefined) throw new InvalidField("tag", "has no letter and no digit");
  return tag;
}

const tags = z
  .array(z.string().max(200))
  .max(100)
  .optional()
  .meta({ description: `From now on; ${mostTags} at most. Left out, they stay as they are.` });

const note = z
  .string()
  .max(4 * longestNote)
  .optional()
  .meta({ description: `Plain text, ${longestNote} characters at most. Left out, it stays.` });

export const libraryRoutes = [
  route({
    method: "get",
    path: "/me/library",
    operationId: "listLibrary",
    tag: "Library",
    summary: "The papers that you saved",
    description: whose,
    scope: "read",
    query: {
      tag: z.string().max(200).optional().meta({ description: "Only those with this tag." }),
      unread: z
        .enum(["true", "false"])
        .optional()
        .meta({ description: "`true` lists only what is not read." }),
      q: z
        .string()
        .max(1000)
        .optional()
        .meta({ description: "Only what this search finds, in the language of all searches." }),
      sort: z
        .enum(["saved", "announced", "title"])
        .default("saved")
        .meta({ description: "What was saved or announced last stands first." }),
      ...pageQuery(),
    },
    answer: pageOf("KeptPage", keptShape),
    async handle({ query, asker }, options) {
      const { db } = options;
      const reader = asker.reader.id;
      const { sort: order, tag: written, unread } = query;
      const tag = written === undefined ? undefined : readTag(written);
      const among = query.q === undefined ? undefined : await search(options, reader, query.q);
      const listed = { reader, tag, unread: unread === "true", among };
      const total = await countListed(db, listed, await countShelf(db, reader));
      const page = readPage(query);
      const rows = await listShelf(db, { ...listed, order, ...asNumbered(page) });
      const numbers = rows.map(({ id }) => id);
      const kept = await mapKept(db, { reader, papers: numbers });
      const items = await tellKept(await listPapers(db, numbers), kept, options);
      return { items, next: nextPage(page, total) };
    },
  }),
  route({
    method: "get",
    path: "/me/library/{id}",
    operationId: "getKept",
    tag: "Library",
    summary: "What you did with one paper",
    description: whose,
    scope: "read",
    params: { id: paperId },
    answer: keptShape,
    async handle({ params, asker: { reader } }, options) {
      const told = await tellOne(await getNamedPaper(options, params.id), reader.id, options);
      if (told.savedAt === null && told.readAt === null) {
        throw new NotFound("You have neither saved nor read this paper.");
      }
      return told;
    },
  }),
  route({
    method: "put",
    path: "/me/library/{id}",
    operationId: "savePaper",
    tag: "Library",
    summary: "Save a paper, with a note, with tags, as read",
    description: "What is saved already keeps whatever is not told anew. An empty object saves it.",
    scope: "library",
    params: { id: paperId },
    body: {
      note,
      tags,
      read: z.boolean().optional().meta({ description: "Left out, it stays as it is." }),
    },
    answer: keptShape,
    async handle({ params, body, asker }, options) {
      const reader = asker.reader.id;
      const paper = await getNamedPaper(options, params.id);
      const { note: written, tags: named, read } = body;
      const note = await ofField("note", () => written && parseNote(written));
      const tags = await ofField("tags", () => named && parseTags(named.join("\n")));
      await annotate(options, { reader, paper: paper.id, note, tags, read });
      return await tellOne(paper, reader, options);
    },
  }),
  route({
    method: "delete",
    path: "/me/library/{id}",
    operationId: "removePaper",
    tag: "Library",
    summary: "Take a paper out of the library",
    description: "Saved again, it has its note and tags again.",
    scope: "library",
    params: { id: paperId },
    async handle({ params, asker: { reader } }, options) {
      const { id } = await getNamedPaper(options, params.id);
      await removePapers(options, { reader: reader.id, papers: [id] });
    },
  }),
];
