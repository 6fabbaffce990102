// A letter as it is read in a browser: the mail's own document under a policy of its own. It needs its
// inline style; nothing that a hostile title smuggles in runs, loads or sends.
import type { Context } from "hono";

const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'none'",
  // Its links lead on; scripts, forms and cookies there are none.
  "sandbox allow-top-navigation-by-user-activation allow-popups",
  "base-uri 'none'",
].join("; ");

interface LetterDocument {
  html: string;
  text: string;
}

/** The text part where the address asks for it by `?text`. */
export function sendLetter(
  c: Context,
  { html, text }: LetterDocument,
  { framedBy = "'none'" }: { framedBy?: "'none'" | "'self'" } = {},
): Response {
  c.header("X-Robots-Tag", "noindex");
  c.header("Cache-Control", "private, no-store");
  if (c.req.query("text") !== undefined) return c.text(text);
  c.header("Content-Security-Policy", `${policy}; frame-ancestors ${framedBy}`);
  // HTML, "navigate", refuses what is sandboxed and isolated at once.
  c.header("Cross-Origin-Opener-Policy", "unsafe-none");
  // Within a frame, a link leads out of it.
  return c.html(html.replace("<head>", () => '<head><base target="_top"/>'));
}
