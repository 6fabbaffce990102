// Doors for programs: the addresses that are no pages for people. Those with an ending, such as
// `/papers/2310.07896.bib`, are read by the page that they are another form of.
import type { Hono } from "hono";
import { links } from "../../links.ts";
import { addWebAppDoors } from "./web-app/web-app-doors.ts";
import { sendCalendar } from "./calendar.ts";
import { addBibliographies } from "./bibliographies/bibliographies.ts";
import type { At } from "../context.ts";
import { addListDocuments } from "./documents/list-documents.ts";
import { addCards } from "./pictures/cards.ts";
import { sendOpenSearch, sendSuggestions } from "./open-search.ts";
import { sendRobots } from "./robots.ts";
import { sendSitemap, sendSitemapIndex } from "./sitemaps.ts";
import { sendUnapi } from "./unapi.ts";

export function addDoors(app: Hono, at: At): void {
  addWebAppDoors(app, at);
  addCards(app, at);
  app.get("/robots.txt", at(sendRobots));
  app.get(links.sitemap, at(sendSitemapIndex));
  app.get("/sitemaps/:name", at(sendSitemap));
  app.get(links.calendar, at(sendCalendar));
  app.get(links.openSearch, at(sendOpenSearch));
  app.get(links.searchSuggestions, at(sendSuggestions));
  app.get(links.unapi, at(sendUnapi));
  addBibliographies(app, at);
  addListDocuments(app, at);
}
