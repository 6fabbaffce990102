// A bibliography comes into the reader's library, and the page says what became of each entry.
import type { Context } from "hono";
import { importBibliography, type ImportReceipt } from "../../community/library/import.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { readBibliography } from "../../sources/files/read-bibliography.ts";
import type { Web } from "../context.ts";
import { getReader } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { ImportForm } from "../views/import-form.tsx";
import { ImportResult } from "../views/import-result.tsx";

export async function showImport(c: Context, web: Web): Promise<Response> {
  await getReader(c, web);
  return await show(c, web);
}

/** The same file again does no harm, so the answer to the form is the page itself. */
export async function importLibrary(c: Context, web: Web): Promise<Response> {
  const { id: reader } = await getReader(c, web);
  await web.limits.libraryImport(reader);
  const { file, text } = await c.req.parseBody();
  const pasted = typeof text === "string" ? text : "";
  let receipt: ImportReceipt;
  try {
    const bytes =
      file instanceof File && file.size > 0
        ? new Uint8Array(await file.arrayBuffer())
        : new TextEncoder().encode(pasted);
    const entries = await readBibliography(bytes);
    receipt = await importBibliography(web.db, { reader, entries, now: web.clock() });
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await show(c, web, { says: error.message, pasted });
  }
  return await renderPage(
    c,
    web,
    { title: "What was imported", robots: "noindex", nav: "library" },
    <ImportResult receipt={receipt} />,
  );
}

/** What was sent is not read to its end, so that nothing of it stands in the form again. */
export async function refuseLargeImport(c: Context, web: Web): Promise<Response> {
  await getReader(c, web);
  const says =
    "This file has more than 4 MB; export it in parts, one collection at a time, and import one after the other.";
  return await show(c, web, { says, pasted: "" }, 413);
}

async function show(
  c: Context,
  web: Web,
  fault?: { says: string; pasted: string },
  refused: 400 | 413 = 400,
): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Import a bibliography", robots: "noindex", nav: "library" },
    <div class="library-import">
      <div class="page-head">
        <h1>Import a bibliography</h1>
        <p>
          A file in BibTeX, RIS or CSL-JSON, as Zotero, JabRef, Mendeley and all the others export
          it. What is here is saved to <a href={links.library}>your library</a>, with keywords as
          tags and with notes; what is there already stays as it is.
        </p>
      </div>
      <ImportForm fault={fault} />
    </div>,
    fault ? refused : 200,
  );
}
