// The service worker: pages come from the site, always; where the site cannot be reached, the last
// editions are read from what was kept. It touches nothing that is sent, and keeps nothing but editions.
import {
  editionsStore,
  forgetEditions,
  isEdition,
  keep,
  listKept,
  readKept,
  saidAt,
} from "./kept-editions.ts";

interface Given {
  /** Whether this site has anything kept at all. */
  isOn: boolean;
  /** The style sheet and the script, each at an address of its own version. */
  files: string[];
  /** What is shown where nothing is kept. */
  offline: string;
}

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

// What a worker has and a window has not.
declare const self: {
  broadsheet: Given;
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void>; matchAll(): Promise<readonly { url: string }[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listen: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listen: (event: Fetching) => void): void;
};

const { isOn, files, offline } = self.broadsheet;
const store = `broadsheet files ${files.join(" ")}`;

/** After these nobody, or somebody else, reads here. */
const partings = /^\/(sign-out|settings\/data\/delete)$/;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install(): Promise<void> {
  if (isOn) {
    const kept = await caches.open(store);
    // As a stranger sees it: it outlives whoever is signed in now.
    const page = new Request(offline, { credentials: "omit", cache: "reload" });
    await kept.addAll([...files, page]);
  }
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    const isCurrent = name === store || name === editionsStore;
    if (name.startsWith("broadsheet ") && !(isOn && isCurrent)) await caches.delete(name);
  }
  if (!isOn) {
    await self.registration.unregister();
    return;
  }
  await self.clients.claim();
  // The page that brought the worker here was loaded without it.
  for (const client of await self.clients.matchAll()) {
    const url = new URL(client.url);
    if (isEdition(url)) await keep(url, await fetch(url));
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!isOn || url.origin !== self.location.origin) return;
  if (request.method === "POST" && partings.test(url.pathname)) event.waitUntil(forgetEditions());
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(answerFile(request));
  else if (request.mode === "navigate") event.respondWith(answerPage(event, url));
});

async function answerPage(event: Fetching, url: URL): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    // What is kept is read twice, and nothing else.
    event.waitUntil(keep(url, isEdition(url) ? answer.clone() : answer));
    return answer;
  } catch {
    return (await readKept(url)) ?? (await tellOffline());
  }
}

/** By its address, which names the version; what a kept page asks for may be of an earlier one. */
async function answerFile(request: Request): Promise<Response> {
  const kept = await caches.open(store);
  const known = await kept.match(request);
  if (known) return known;
  try {
    return await fetch(request);
  } catch {
    return (await kept.match(request, { ignoreSearch: true })) ?? Response.error();
  }
}

async function tellOffline(): Promise<Response> {
  const page = await (await caches.open(store)).match(offline);
  if (!page) return Response.error();
  const kept = await listKept();
  const items = kept.map(
    ({ path, title, at }) => `<li><a href="${path}">${title}</a>, kept on ${saidAt(at)}</li>`,
  );
  const list = items.length > 0 ? `<ul>${items.join("")}</ul>` : "<p>Nothing is kept yet.</p>";
  // In the look of what was kept last: the page itself was asked for as a stranger.
  const last = kept.toSorted((a, b) => b.at - a.at)[0];
  const look = last?.theme ? ` data-theme="${last.theme}"` : "";
  const html = (await page.text())
    .replace("<html", () => `<html data-offline${look}`)
    .replace(/<div id="kept-editions">.*?<\/div>/s, () => `<div id="kept-editions">${list}</div>`);
  return new Response(html, { status: 503, headers: page.headers });
}
