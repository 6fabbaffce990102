// Saving a paper for the reader whose token it is.
import { z } from "zod";
import { keepWithMore } from "../../../community/library/library.ts";
import { longestNote, parseNote } from "../../../community/library/note.ts";
import { findKept } from "../../../community/library/shelf.ts";
import { mostTags, parseTags } from "../../../community/library/tag.ts";
import { links } from "../../../links.ts";
import { bareIdentifier } from "../../../papers/identifier.ts";
import { texToText } from "../../../papers/tex/tex.ts";
import { admitWriter } from "../../admit.ts";
import { getNamedPaper, paperId } from "../../reading/paper.ts";
import { dataNotice, inline, link, paragraphs, quote } from "../markdown.ts";
import { tool } from "../tool.ts";

export const savePaper = tool({
  name: "save_paper",
  title: "Save a paper",
  description:
    "Saves a paper to the library of the reader whose token this is, perhaps with a note and tags. Nothing that is there is lost: tags are added, and a note comes below the one that is there. Saving twice does no harm. Use it only when the reader asks for it.",
  scope: "library",
  input: {
    id: paperId.max(300),
    note: z.string().max(longestNote).default("").meta({
      description: "What the reader wants to remember: plain text.",
    }),
    tags: z.array(z.string().max(200)).max(mostTags).default([]).meta({
      description: "Words to find it by: to-read, planning.",
    }),
  },
  output: {
    id: z.string(),
    isNew: z.boolean().meta({ description: "Whether it was not saved before." }),
    note: z.string().meta({ description: "The whole note by now." }),
    tags: z.array(z.string()).meta({ description: "All tags by now." }),
    url: z.string(),
  },
  async answer({ id, note, tags }, context) {
    const { db, config, asker } = context;
    const reader = (await admitWriter(context, asker, "library")).reader.id;
    const paper = await getNamedPaper(context, id);
    const more = { note: parseNote(note), tags: parseTags(tags.join(",")) };
    const isNew = await keepWithMore(context, { reader, paper: paper.id, ...more });
    const kept = await findKept(db, { reader, paper: paper.id });
    const url = links.whole(links.paper(paper.identifier), config.SITE_URL);
    return {
      data: {
        id: bareIdentifier(paper.identifier),
        isNew,
        note: kept.note,
        tags: kept.tags,
        url,
      },
      text: paragraphs(
        dataNotice,
        `${isNew ? "Saved" : "It was saved before"}: ${link(texToText(paper.title), url)}.`,
        kept.tags.length > 0 && `Tags: ${kept.tags.map(inline).join(", ")}.`,
        kept.note !== "" && quote(kept.note),
      ),
    };
  },
});
