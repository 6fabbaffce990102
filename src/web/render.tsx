// Puts a page's content into the site's frame and sends it.
import { createHash } from "node:crypto";
import type { Context } from "hono";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { countClaimsFor } from "../community/authorship/claims.ts";
import { mayDecide } from "../community/authorship/deciding.ts";
import { countUnread } from "../community/notifications/inbox.ts";
import { countWaiting } from "../community/moderation/queue.ts";
import { may, type Reader } from "../community/readers.ts";
import { readPreferences, type Preferences } from "./cookies.ts";
import type { Web } from "./context.ts";
import { formToken } from "./gates/foreign.ts";
import { findReader } from "./reader.ts";
import { DatesIn } from "./views/dates.tsx";
import { FormToken } from "./views/form.tsx";
import { MarkdownRenderer } from "./views/markdown.tsx";
import { Page, type PageHead } from "./views/page.tsx";
import type { Site } from "./views/site.ts";

/** What waits for whoever looks after the place. */
async function countWork({ db }: Web, reader: Reader | undefined): Promise<Site["waiting"]> {
  if (!mayDecide(reader)) return undefined;
  const claims = await countClaimsFor(db, reader.id);
  return {
    claims,
    comments: may(reader, "moderate") ? await countWaiting(db, { reader: reader.id }) : 0,
  };
}

/** A reader's own, on whatever device. */
export function preferencesOf(reader: Reader | undefined): Partial<Preferences> {
  const { theme, keys } = reader?.settings ?? {};
  return { ...(theme && { theme }), ...(keys !== undefined && { keys }) };
}

export async function renderPage(
  c: Context,
  web: Web,
  head: PageHead,
  content: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { config, assets } = web;
  const reader = await findReader(c, web);
  const site: Site = {
    config,
    assets,
    reader,
    unread: reader ? await countUnread(web.db, reader.id) : 0,
    waiting: await countWork(web, reader),
    ...readPreferences(c),
    ...preferencesOf(reader),
  };
  const token = await formToken(c, web);
  // By this a browser knows whether what it keeps for reading offline was for whoever reads now.
  if (config.OFFLINE) c.header("Kept-For", createHash("sha256").update(token).digest("base64url"));
  const isRefused = status === 400 || status === 413;
  const page = (
    <FormToken.Provider value={token}>
      <DatesIn.Provider value={reader?.settings.dates ?? "en-GB"}>
        <MarkdownRenderer.Provider value={web.renderMarkdown}>
          <Page site={site} head={isRefused ? { ...head, title: `Error: ${head.title}` } : head}>
            {content}
          </Page>
        </MarkdownRenderer.Provider>
      </DatesIn.Provider>
    </FormToken.Provider>
  );
  // Pages bear the reader's votes and appearance, so nothing in between may keep them.
  c.header("Cache-Control", status < 400 ? "private, no-cache" : "no-store");
  const written = String(await html`<!DOCTYPE html>${page}`);
  return c.html(isRefused ? leadToFault(written) : written, status);
}

/**
 * Puts whoever was refused into the first field that has a fault, wherever on the page it stands; where
 * the fault is no field's, to the line that tells it.
 */
function leadToFault(written: string): string {
  const field = ' aria-invalid="true"';
  if (written.includes(field)) return written.replace(field, " autofocus$&");
  return written.replace(/<(p|span) class="error"/, '$& tabindex="-1" autofocus');
}
