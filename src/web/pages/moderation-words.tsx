// Words and domains that hold a comment back. What one would have held is shown before it is on the list.
import type { Context } from "hono";
import { parseMildWords } from "../../community/moderation/act-words.ts";
import {
  addHeldWord,
  listHeldWords,
  parseHeldWord,
  previewHeldWord,
  removeHeldWord,
  type HeldWord,
  type Preview,
} from "../../community/moderation/held-words.ts";
import type { Reader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { listDone, readDone } from "../moderating.ts";
import { getReaderWho, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { DoneNote } from "../views/moderation/done.tsx";
import { HeldWordForm, HeldWordList, HeldWordPreview } from "../views/moderation/held-words.tsx";
import { ModerationLinks } from "../views/moderation/links.tsx";

/** With `?kind=&value=` it is shown what that would hold. */
export async function showWords(c: Context, web: Web): Promise<Response> {
  const reader = await getReaderWho(c, web, "moderate");
  const { kind, value } = c.req.query();
  if (value === undefined) return await show(c, web, { reader });
  const faults: Faults<"value"> = {};
  const word = await attempt(faults, "value", () => parseHeldWord(kind, value));
  if (!word) return await show(c, web, { reader, kind, typed: value, fault: faults.value });
  const preview = await previewHeldWord(web.db, { word, now: web.clock() });
  return await show(c, web, { reader, kind, typed: value, previewed: { word, preview } });
}

export async function changeWords(c: Context, web: Web): Promise<Response> {
  const by = await getReaderWho(c, web, "moderate");
  const { do: what, kind, value = "", note } = await readForm(c);
  const faults: Faults<"value"> = {};
  const act = await attempt(faults, "value", async () => {
    const change = {
      by,
      word: parseHeldWord(kind, value),
      words: parseMildWords({ note }),
      now: web.clock(),
    };
    return what === "remove"
      ? await removeHeldWord(web.db, change)
      : await addHeldWord(web.db, change);
  });
  if (act === undefined) {
    return await show(c, web, { reader: by, kind, typed: value, fault: faults.value });
  }
  return c.redirect(`${links.moderationWords}?done=${act}`, 303);
}

interface Shown {
  reader: Reader;
  kind?: string | undefined;
  typed?: string;
  fault?: string | undefined;
  previewed?: { word: HeldWord; preview: Preview };
}

async function show(
  c: Context,
  web: Web,
  { reader, kind, typed, fault, previewed }: Shown,
): Promise<Response> {
  const { db } = web;
  const words = await listHeldWords(db);
  return await renderPage(
    c,
    web,
    { title: "Words that wait", robots: "noindex", nav: "moderation", ownSubscribeBox: true },
    <div class="moderation">
      <div class="page-head">
        <h1>Words that wait</h1>
        <ModerationLinks here="words" reader={reader} />
        <p>
          A comment with one of these words, or that names one of these domains, is held back until
          a moderator has seen it. Case, accents, invisible characters and letters that only look
          the same make no difference. Links hide nothing. What moderators and the owner write is
          not held.
        </p>
      </div>
      <DoneNote
        acts={await listDone(web, { moderator: reader, done: readDone(c) })}
        back={links.moderationWords}
      />
      {previewed && <HeldWordPreview {...previewed} />}
      <HeldWordForm kind={kind} typed={typed} fault={fault} />
      <HeldWordList words={words} timeZone={await zoneOf(c, web)} />
    </div>,
    fault === undefined ? 200 : 400,
  );
}
