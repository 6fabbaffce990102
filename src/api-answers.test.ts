// Every page's data is there for programs: each page has a route of the API that tells it, or a reason why
// it needs none. A new page stands in one of these lists.
import { Hono } from "hono";
import { expect, test } from "vitest";
import { webForTest } from "../fixtures/web.ts";
import { routes } from "./api/v1/v1.ts";
import { leadToForms } from "./web/gates/form-pages.ts";

/** By what a page says. */
const answered: Record<string, string> = {
  "/": "/editions/{key}/papers",
  "/:kind/:key": "/editions/{key}/papers",
  "/:kind/:key/receipt": "/editions/{key}/receipt",
  "/since": "/since/{day}",
  "/trending": "/trending",
  "/sections": "/sections",
  "/sections/:section": "/sections/{address}/papers",
  "/sections/:section/since": "/since/{day}",
  "/sections/:section/:kind/:key": "/editions/{key}/papers",
  "/picks": "/picks",
  "/papers/:identifier{.+}": "/papers/{id}",
  "/discussions": "/discussions",
  "/comments/:id": "/comments/{id}",
  "/comments/:id/history": "/comments/{id}/history",
  "/people/:handle": "/people/{handle}",
  "/search": "/search",
  "/ranking": "/ranking",
  "/status": "/status",
  "/moderation/log": "/moderation/log",
  "/library": "/me/library",
  "/library/export": "/me/library",
  "/hidden": "/me/hidden",
  "/following": "/me/following/papers",
  "/notifications": "/me/notifications",
  "/settings": "/me",
  "/subscription/:token": "/me/subscriptions",
};

/** By why nobody asks for them by program. */
const unanswered: Record<string, readonly string[]> = {
  "a form, or a question before something is done": [
    "/day/:key/close",
    "/day/:key/open",
    "/picks/:day/:identifier{.+}",
    "/papers/:identifier{.+/pick}",
    "/papers/:identifier{.+/claim}",
    "/comments/:id/reply",
    "/comments/:id/edit",
    "/comments/:id/delete",
    "/comments/:id/report",
    "/comments/:id/moderate",
    "/comments/:id/mute",
    "/people/:handle/moderate",
    "/people/:handle/mute",
    "/library/import",
    "/submit",
    "/share",
    "/subscribe",
    "/subscribe/preview",
    "/search/filters",
    "/settings/orcid",
    "/settings/tokens",
    "/settings/tokens/:id/end",
    "/settings/data",
  ],
  "the way in and out": [
    "/sign-in",
    "/sign-in/:token",
    "/auth/callback/institution",
    "/auth/passkey/generate-register-options",
    "/auth/passkey/generate-authenticate-options",
    "/invitation/:token",
    "/owner/:token",
    "/goodbye",
  ],
  "behind a link in mail": [
    "/confirm/:token",
    "/unsubscribe/:token",
    "/never/:token",
    "/notifications/off/:token",
    "/settings/address/:token",
    "/subscription/:token/preview",
    "/subscription/:token/pause",
    "/subscription/:token/less/:identifier{.+}",
    "/letters/:token",
    "/letters/:token/:edition{[\\dW-]+}",
    "/matches/:token",
  ],
  "the work of those who look after the site": [
    "/moderation",
    "/moderation/words",
    "/moderation/votes",
    "/moderation/claims",
    "/owner/mail",
    "/invitations",
  ],
  help: ["/feeds", "/search/help", "/api", "/api/try", "/offline"],
};

/** Other forms of a page, and what is no page. */
const isForPrograms =
  /\.[a-z]+$|\/feed(\.\w+)?\}?$|^\/(cards|icons|static|sitemaps)\/|^\/(unapi|healthz|search\/suggest)$/;

/** The names that the router knows; days, weeks and months are one. */
function pagesOf(app: Hono): Set<string> {
  const paths = app.routes.filter(({ method }) => method === "GET").map(({ path }) => path);
  return new Set(
    paths
      .filter((path) => !isForPrograms.test(path))
      .map((path) => path.replace(/\/(day|week|month)\/:key(?=$|\/receipt$)/, "/:kind/:key")),
  );
}

test("each page has an answer in the API, or a reason to have none", async () => {
  const { web } = await webForTest();
  const led = new Hono();
  leadToForms(led);
  const pages = pagesOf(web).difference(pagesOf(led));
  const known = [...Object.keys(answered), ...Object.values(unanswered).flat()];
  expect([...pages].toSorted()).toEqual(known.toSorted());
  const told = new Set(routes.filter(({ method }) => method === "get").map(({ path }) => path));
  expect(Object.values(answered).filter((path) => !told.has(path))).toEqual([]);
});
