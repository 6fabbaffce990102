// What a reader does with one paper: saves it, marks it as read, writes a note and tags.
import type { Context } from "hono";
import { annotate, keepPapers, markRead, removePapers } from "../../community/library/library.ts";
import { parseNote } from "../../community/library/note.ts";
import { parseTags } from "../../community/library/tag.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { attempt } from "../faults.ts";
import { getPaperNamed, placeOf } from "../named-paper.ts";
import { findReader, getReader } from "../reader.ts";
import { readForm, samePath, wantsJson } from "../requests.ts";
import type { KeepingDraft } from "../views/keeping.tsx";
import { showPaperPage } from "./paper.tsx";

export async function save(c: Context, web: Web): Promise<Response> {
  const paper = await getPaperNamed(c, web, "/save");
  const { save: wanted, back } = await readForm(c);
  if (wanted !== "0" && wanted !== "1") {
    throw new Invalid("Saving says save=1, or save=0 to let go of the paper.");
  }
  const page = placeOf(paper, back);
  if (!wantsJson(c) && !(await findReader(c, web))) return c.redirect(links.signIn(page), 303);
  const { id: reader } = await getReader(c, web);
  await (wanted === "1" ? keepPapers : removePapers)(web, { reader, papers: [paper.id] });
  return wantsJson(c) ? c.json({ saved: wanted === "1" }) : c.redirect(page, 303);
}

export async function read(c: Context, web: Web): Promise<Response> {
  const paper = await getPaperNamed(c, web, "/read");
  const { read: wanted, back } = await readForm(c);
  if (wanted !== "0" && wanted !== "1") throw new Invalid("Reading says read=1, or read=0.");
  const { id: reader } = await getReader(c, web);
  await markRead(web, { reader, papers: [paper.id], read: wanted === "1" });
  return wantsJson(c) ? c.json({ read: wanted === "1" }) : c.redirect(placeOf(paper, back), 303);
}

export async function annotatePaper(c: Context, web: Web): Promise<Response> {
  const paper = await getPaperNamed(c, web, "/note");
  const { note = "", tags = "", back } = await readForm(c);
  const { id: reader } = await getReader(c, web);
  const draft: KeepingDraft = { note, tags, faults: {} };
  const parsed = {
    note: await attempt(draft.faults, "note", () => parseNote(note)),
    tags: await attempt(draft.faults, "tags", () => parseTags(tags)),
  };
  if (parsed.note === undefined || parsed.tags === undefined) {
    return await showPaperPage(c, web, paper, draft);
  }
  await annotate(web, { reader, paper: paper.id, note: parsed.note, tags: parsed.tags });
  return c.redirect(samePath(back, links.paper(paper.identifier)), 303);
}
