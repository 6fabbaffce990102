// What is shown of any page that is not kept, while the site cannot be reached. The service worker puts in
// what is kept.
import type { Context } from "hono";
import { links } from "../../../links.ts";
import type { Web } from "../../context.ts";
import { renderPage } from "../../render.tsx";
import { Sentence } from "../../views/sentence.tsx";

export async function showOffline(c: Context, web: Web): Promise<Response> {
  return await renderPage(
    c,
    web,
    { title: "Reading offline", robots: "noindex", ownSubscribeBox: true },
    <Sentence says="You are offline, and this page is not kept.">
      <p>
        Editions that you open are kept in this browser, the last three of them. Everything else is
        here again when you are connected: <a href="">try once more</a>, or go to{" "}
        <a href={links.home}>the newest edition</a> that there is.
      </p>
      <div id="kept-editions"></div>
    </Sentence>,
  );
}
