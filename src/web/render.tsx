// Puts a page's content into the site's frame and sends it.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { readPreferences } from "./cookies.ts";
import type { Web } from "./context.ts";
import { Page, type PageHead, type Site } from "./views/page.tsx";

export async function renderPage(
  c: Context,
  web: Web,
  head: PageHead,
  content: Child | ((site: Site) => Child),
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { config, assets } = web;
  const site: Site = { config, assets, mail: web.mailState(), ...readPreferences(c) };
  const page = (
    <Page site={site} head={head}>
      {typeof content === "function" ? content(site) : content}
    </Page>
  );
  return await c.html(`<!DOCTYPE html>${String(await page)}`, status);
}
