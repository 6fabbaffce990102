// Sends a page as Markdown or plain text: the same to everybody, and only when it changed.
import type { Context } from "hono";
import { links } from "../../../links.ts";
import type { Document } from "../../../papers/documents/document.ts";
import { writeMarkdown } from "../../../papers/documents/write-markdown.ts";
import { writePlain } from "../../../papers/documents/write-plain.ts";
import { isKnown } from "../../../conditional.ts";
import type { Web } from "../../context.ts";

export type DocumentFormat = "md" | "txt";

const formats = {
  md: { write: writeMarkdown, type: "text/markdown; charset=utf-8" },
  txt: { write: writePlain, type: "text/plain; charset=utf-8" },
};

const caching = "public, max-age=60";

interface Sending {
  format: DocumentFormat;
  document: Document;
  /** The path of the page. Search engines are to show that one (RFC 6596). */
  page: string;
  /** They are to show neither. */
  robots?: "noindex" | undefined;
}

export function sendDocument(
  c: Context,
  { config }: Web,
  { format, document, page, robots }: Sending,
): Response {
  const { write, type } = formats[format];
  const body = write(document, config.SITE_URL);
  const canonical = `<${links.whole(page, config.SITE_URL)}>; rel="canonical"`;
  c.header("Link", canonical, { append: true });
  if (robots) c.header("X-Robots-Tag", robots);
  if (isKnown(c, { state: type + body, caching })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": type });
}
