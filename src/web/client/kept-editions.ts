// The editions that a browser keeps for reading offline, in the service worker's own store. They are as
// their reader saw them, and so they are forgotten as soon as the site answers somebody else.

interface Kept {
  /** `/day/2026-03-27` */
  path: string;
  /** `Friday 27 March 2026`, as HTML. */
  title: string;
  /** In milliseconds. */
  at: number;
  /** Which its reader had chosen, `light` or `dark`; empty where the device decides. */
  theme: string;
}

export const editionsStore = "broadsheet editions";
const mostKept = 3;
/** In characters of HTML. */
const longest = 1_500_000;

const edition = /^\/(day|week|month)\/[\dW-]+$/;

/** Whether what stands there may be kept. */
export function isEdition({ pathname, search }: URL): boolean {
  return search === "" && (pathname === "/" || edition.test(pathname));
}

/** Keeps the answer, if it is an edition, and forgets what was kept for others. */
export async function keep(url: URL, answer: Response): Promise<void> {
  const whose = answer.headers.get("Kept-For");
  if (whose === null) return;
  const editions = await caches.open(editionsStore);
  for (const request of await editions.keys()) {
    const kept = await editions.match(request);
    if (kept?.headers.get("Kept-For") !== whose) await editions.delete(request);
  }
  if (!answer.ok || !isEdition(url)) return;
  const html = await answer.text();
  const path = pathOf(html);
  if (html.length > longest || path === undefined) return;
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set("Kept-At", String(Date.now()));
  headers.set("Kept-Title", encodeURIComponent(titleOf(html)));
  headers.set("Kept-Theme", themeOf(html));
  await editions.put(path, new Response(html, { headers }));
  for (const old of (await listKept()).slice(mostKept)) await editions.delete(old.path);
}

export async function forgetEditions(): Promise<void> {
  await caches.delete(editionsStore);
}

/** The newest day first, which is the front page; then what was kept last. */
export async function listKept(): Promise<Kept[]> {
  const editions = await caches.open(editionsStore);
  const kept: Kept[] = [];
  for (const request of await editions.keys()) {
    const { headers } = (await editions.match(request))!;
    kept.push({
      path: new URL(request.url).pathname,
      title: decodeURIComponent(headers.get("Kept-Title") ?? ""),
      at: Number(headers.get("Kept-At")),
      theme: headers.get("Kept-Theme") ?? "",
    });
  }
  const days = kept.map(({ path }) => path).filter((path) => path.startsWith("/day/"));
  const front = days.toSorted().at(-1);
  return kept.toSorted(
    (a, b) => Number(b.path === front) - Number(a.path === front) || b.at - a.at,
  );
}

/** What is kept of this very address, marked as such; the front page is the newest day. */
export async function readKept(url: URL): Promise<Response | undefined> {
  if (!isEdition(url)) return undefined;
  const { pathname } = url;
  const all = await listKept();
  const kept = pathname === "/" ? all[0] : all.find(({ path }) => path === pathname);
  const found = kept && (await (await caches.open(editionsStore)).match(kept.path));
  if (!found) return undefined;
  const note = `<p class="offline-note" role="status">You are offline; this is the edition of ${kept.title}, kept on ${saidAt(kept.at)}.</p>`;
  const html = (await found.text())
    .replace("<html", () => "<html data-offline")
    .replace(/<main id="main"[^>]*>/, (main) => main + note);
  return new Response(html, { headers: found.headers });
}

/** `Friday 27 March at 09:30`, by the reader's own clock. */
export function saidAt(time: number): string {
  const date = new Date(time);
  const day = date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
  const hour = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `${day.replace(",", "")} at ${hour}`;
}

/** The address that the page gives as its own: the front page is a day. */
function pathOf(html: string): string | undefined {
  const [, href = ""] = /<link rel="canonical" href="([^"]*)"/.exec(html) ?? [];
  const path = URL.parse(href)?.pathname;
  return path !== undefined && edition.test(path) ? path : undefined;
}

function titleOf(html: string): string {
  const [, title = ""] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
  return title.replace(/ · [^·]*$/, "");
}

function themeOf(html: string): string {
  return /<html[^>]* data-theme="(light|dark)"/.exec(html)?.[1] ?? "";
}
