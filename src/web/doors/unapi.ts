// unAPI (unapi.info/specs, revision 1): programs that find `abbr` elements of the class `unapi-id` on a
// page ask here in which formats each of those papers can be had, and get it in one of them. By this
// Zotero's button offers all papers of a list.
import type { Context } from "hono";
import { NotFound } from "../../errors.ts";
import {
  bibliographyFormatNames,
  bibliographyFormats,
} from "../../papers/citations/bibliography.ts";
import { zoteroRdf } from "../../papers/citations/zotero-rdf.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Web } from "../context.ts";
import { findNamed } from "../named-paper.ts";
import { safe } from "./feeds/xml.ts";
import { isKnown } from "../../conditional.ts";

interface UnapiFormat {
  type: string;
  docs: string;
  write: (paper: Paper) => string;
}

/** The names are those that Zotero looks for; it takes the best that it finds. */
const formats: Record<string, UnapiFormat> = {
  rdf_zotero: {
    type: "application/rdf+xml",
    docs: "http://www.zotero.org/namespaces/export",
    write: zoteroRdf,
  },
  ...Object.fromEntries(
    bibliographyFormatNames.map((format): [string, UnapiFormat] => {
      const { type, docs, open, join } = bibliographyFormats[format];
      const write = (paper: Paper) => join([open()(paper)]);
      return [format.replace("-", "_"), { type, docs, write }];
    }),
  ),
};

export async function sendUnapi(c: Context, web: Web): Promise<Response> {
  const id = c.req.query("id");
  const name = c.req.query("format");
  c.header("X-Robots-Tag", "noindex");
  if (id === undefined || id === "") {
    // The specification's word for a format without an identifier is left open; it is a bad request.
    return name === undefined
      ? c.body(listOf(undefined), 200, xml)
      : c.text("Name the paper: ?id=arxiv:2310.07896\n", 400);
  }
  const paper = (await findNamed(web, id)) ?? (await findNamed(web, decoded(id)));
  if (!paper) throw new NotFound("There is no such paper here.");
  if (name === undefined) return c.body(listOf(id), 300, xml);
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) {
    return c.text(`The formats are ${Object.keys(formats).join(", ")}.\n`, 406);
  }
  const body = format.write(paper);
  if (isKnown(c, { state: format.type + body, caching: "public, max-age=60" })) {
    return c.body(null, 304);
  }
  return c.body(body, 200, { "Content-Type": `${format.type}; charset=utf-8` });
}

const xml = { "Content-Type": "application/xml; charset=utf-8" };

function listOf(id: string | undefined): string {
  const listed = Object.entries(formats).map(
    ([name, { type, docs }]) => `  <format name="${name}" type="${type}" docs="${docs}"/>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<formats${id === undefined ? "" : ` id="${safe(id)}"`}>
${listed.join("")}</formats>
`;
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    // It was not escaped twice, and holds a per cent sign of its own.
    return id;
  }
}
