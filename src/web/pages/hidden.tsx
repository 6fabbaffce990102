// What a reader never wants to see: a list to add to and to take from. With ?like= it proposes what of
// one paper there is to hide.
import type { Context } from "hono";
import { listCategories } from "../../catalogue/categories.ts";
import { findPaper } from "../../catalogue/papers.ts";
import { addMute, listMutes, parseMute, removeMute, type MuteKind } from "../../community/mutes.ts";
import { sectionOptions } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { parseCategory } from "../../search/followable.ts";
import { queryOfMute } from "../../search/muting.ts";
import { countCommon } from "../common-words.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { getReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, samePath } from "../requests.ts";
import { HideForm, HideLike, MuteList } from "../views/hidden.tsx";

export async function showHidden(c: Context, web: Web): Promise<Response> {
  return await show(c, web);
}

export async function addHidden(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const { kind, value, back } = await readForm(c);
  const faults: Faults<"value"> = {};
  await attempt(faults, "value", async () => {
    const mute = parseMute(kind, value);
    if (mute.kind === "category") {
      const categories = await listCategories(web.db);
      mute.value = parseCategory(mute.value, { categories, today: sectionOptions(web).today });
    }
    await addMute(web, { reader, ...mute });
  });
  if (faults.value) return await show(c, web, { says: faults.value, kind, value });
  return c.redirect(samePath(back, links.hidden()), 303);
}

export async function removeHidden(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const { kind = "", value = "" } = await readForm(c);
  await removeMute(web, { reader, kind: kind as MuteKind, value });
  return c.redirect(links.hidden(), 303);
}

interface HideFault {
  says: string;
  kind: string | undefined;
  value: string | undefined;
}

async function show(c: Context, web: Web, fault?: HideFault): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  const [mutes, like] = await Promise.all([listMutes(web.db, reader), findLike(c, web)]);
  const words = mutes.filter(({ kind }) => kind === "word");
  const counts = await countCommon(web, words.map(queryOfMute));
  const common = new Map(words.map((mute, index) => [mute, counts[index]]));
  return await renderPage(
    c,
    web,
    { title: "Hidden", robots: "noindex", nav: "library" },
    <div class="hidden-list">
      <div class="page-head">
        <h1>Hidden</h1>
        <p>
          Papers with these words, of these authors or in these categories are left out of your
          editions, sections, trending papers and searches, and of the letters to your address. Each
          list says how many, and shows them when you ask. Nobody else is concerned, and your
          library keeps what you saved.
        </p>
      </div>
      {like && <HideLike paper={like} mutes={mutes} />}
      <MuteList mutes={mutes} commonOf={(mute) => common.get(mute)} />
      <HideForm fault={fault} />
    </div>,
    fault ? 400 : 200,
  );
}

async function findLike(c: Context, web: Web): Promise<Paper | undefined> {
  const named = parseIdentifier(c.req.query("like") ?? "");
  return named && (await findPaper(web.db, named.identifier));
}
