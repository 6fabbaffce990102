// Pictures of pages, and the site as a web app: what browsers and other sites fetch to show this one.
import type { Hono } from "hono";
import { links } from "../../../links.ts";
import type { At } from "../../context.ts";
import { sendIcon, sendIconAs, sendManifest, sendWorker } from "./web-app.ts";
import {
  sendEditionCard,
  sendPaperCard,
  sendPersonCard,
  sendSectionCard,
  sendSiteCard,
} from "../pictures/cards.ts";
import { showOffline } from "./offline.tsx";
import { takeShared } from "./share.ts";

export function addWebAppDoors(app: Hono, at: At): void {
  app.get(links.cardOfSite, at(sendSiteCard));
  app.get("/cards/papers/:identifier{.+}", at(sendPaperCard));
  app.get("/cards/day/:key", at(sendEditionCard("day")));
  app.get("/cards/week/:key", at(sendEditionCard("week")));
  app.get("/cards/month/:key", at(sendEditionCard("month")));
  app.get("/cards/sections/:section", at(sendSectionCard));
  app.get("/cards/people/:handle", at(sendPersonCard));

  app.get(links.manifest, at(sendManifest));
  app.get("/icons/:name", at(sendIcon));
  app.get(links.appleIcon, at(sendIconAs({ size: 180, isMaskable: true, format: "png" })));
  app.get("/favicon.ico", at(sendIconAs({ size: 48, isMaskable: false, format: "ico" })));
  app.get(links.worker, at(sendWorker));
  app.get(links.offline, at(showOffline));
  app.get(links.share, at(takeShared));
}
