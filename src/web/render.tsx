// Puts a page's content into the site's frame and sends it.
import type { Context } from "hono";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { readPreferences } from "./cookies.ts";
import type { Web } from "./context.ts";
import { Page, type PageHead } from "./views/page.tsx";
import type { Site } from "./views/site.ts";

export async function renderPage(
  c: Context,
  web: Web,
  head: PageHead,
  content: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { config, assets } = web;
  const site: Site = { config, assets, ...readPreferences(c) };
  const page = (
    <Page site={site} head={head}>
      {content}
    </Page>
  );
  // Pages bear the reader's votes and appearance, so nothing in between may keep them.
  c.header("Cache-Control", status < 400 ? "private, no-cache" : "no-store");
  return c.html(await html`<!DOCTYPE html>${page}`, status);
}
