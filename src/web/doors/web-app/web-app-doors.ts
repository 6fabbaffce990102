// The site as a web app: what browsers fetch to show it as one.
import type { Hono } from "hono";
import { links } from "../../../links.ts";
import type { At } from "../../context.ts";
import { sendIcon, sendIconAs, sendManifest, sendWorker } from "./web-app.ts";
import { showOffline } from "./offline.tsx";
import { takeShared } from "./share.ts";

export function addWebAppDoors(app: Hono, at: At): void {
  app.get(links.manifest, at(sendManifest));
  app.get("/icons/:name", at(sendIcon));
  app.get(links.appleIcon, at(sendIconAs({ size: 180, isMaskable: true, format: "png" })));
  app.get("/favicon.ico", at(sendIconAs({ size: 48, isMaskable: false, format: "ico" })));
  app.get(links.worker, at(sendWorker));
  app.get(links.offline, at(showOffline));
  app.get(links.share, at(takeShared));
}
