import { expect, test } from "vitest";
import { paper, webForTest } from "../../../../fixtures/web.ts";

interface Manifest {
  id: string;
  name: string;
  short_name: string;
  start_url: string;
  scope: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose: string }[];
  shortcuts: { name: string; url: string }[];
  share_target: { action: string; method: string; params: Record<string, string> };
}

test("the manifest names what there is: pages, icons of their sizes, and where to share", async () => {
  const { web, read } = await webForTest({
    papers: [paper()],
    settings: { SITE_NAME: "The Pattern “Daily”" },
  });
  expect(await read("/")).toContain('<link rel="manifest" href="/manifest.webmanifest"/>');
  const answer = await web.request("/manifest.webmanifest");
  expect(answer.headers.get("Content-Type")).toBe("application/manifest+json");
  const manifest = (await answer.json()) as Manifest;
  expect(manifest).toMatchObject({
    id: "/",
    name: "The Pattern “Daily”",
    short_name: "The Pattern",
    start_url: "/",
    scope: "/",
    display: "standalone",
    theme_color: "#FBF9F4",
  });
  // W3C: an icon of each purpose; Chromium asks for 192 and 512.
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    "192x192 any",
    "192x192 maskable",
    "512x512 any",
    "512x512 maskable",
  ]);
  const sizes = new Map(manifest.icons.map(({ src, sizes }) => [src, sizes]));
  for (const [src, size] of [...sizes, ["/apple-touch-icon.png", "180x180"]] as const) {
    const icon = await web.request(src);
    const png = Buffer.from(await icon.arrayBuffer());
    expect(icon.headers.get("Content-Type")).toBe("image/png");
    expect(`${src} ${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(`${src} ${size}`);
  }
  const ico = await web.request("/favicon.ico");
  const directory = Buffer.from(await ico.arrayBuffer())
    .subarray(0, 6)
    .toString("hex");
  expect(directory).toBe("000001000100");
  for (const { url } of manifest.shortcuts) {
    expect(`${url} ${(await web.request(url)).status}`).toMatch(/ (200|303)$/);
  }
  const { action, params } = manifest.share_target;
  const shared = await web.request(
    `${action}?${params["url"]}=https%3A%2F%2Farxiv.org%2Fabs%2F2603.25280`,
  );
  expect(shared.headers.get("Location")).toBe("/papers/2603.25280");
});

test("what is shared leads to the paper that it names, or else to bringing or searching it", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  const leads = async (shared: Record<string, string>) => {
    const answer = await web.request(`/share?${new URLSearchParams(shared).toString()}`);
    expect(answer.status).toBe(303);
    return answer.headers.get("Location");
  };
  const here = "/papers/2603.25280";
  expect(await leads({ url: "https://arxiv.org/pdf/2603.25280v3.pdf" })).toBe(here);
  expect(await leads({ title: "[2603.25280] List Estimation" })).toBe(here);
  expect(await leads({ text: "Look: “https://huggingface.co/papers/2603.25280”." })).toBe(here);
  expect(await leads({ text: "2603.99999 beside (arXiv:2603.25280)" })).toBe(here);
  expect(await leads({ text: "https://arxiv.org/abs/2603.99999" })).toBe("/submit?q=2603.99999");
  expect(await leads({ text: "doi:10.1101/2026.03.01.1," })).toBe(
    "/submit?q=doi%3A10.1101%2F2026.03.01.1",
  );
  expect(await leads({ title: "A page", url: "https://a.example/x?y=1" })).toBe(
    "/submit?q=https%3A%2F%2Fa.example%2Fx%3Fy%3D1",
  );
  // Search engines and mail programs lead through addresses of their own.
  const through = (to: string) => `https://www.google.com/url?sa=t&q=${encodeURIComponent(to)}`;
  expect(await leads({ text: through("https://arxiv.org/abs/2603.25280v1") })).toBe(here);
  expect(await leads({ url: "https://journal.example/show?doi=10.1101%2F2026.03.01.1" })).toBe(
    "/submit?q=doi%3A10.1101%2F2026.03.01.1",
  );
  // A page of this site is no paper to be brought.
  expect(await leads({ url: "http://localhost:3000/papers/2603.28767#x" })).toBe(
    "/papers/2603.28767#x",
  );
  expect(await leads({ title: "Today", text: "http://localhost:3000/day/2026-03-27?page=2" })).toBe(
    "/day/2026-03-27?page=2",
  );
  expect(await leads({ url: through("http://localhost:3000/trending") })).toBe("/trending");
  // Of words around an address that names no paper, the words are searched for.
  const sought = "/search?q=List+estimation";
  expect(await leads({ title: "List estimation" })).toBe(sought);
  expect(await leads({ text: "List estimation https://a.example/x" })).toBe(sought);
  expect(await leads({ text: "https://t.co/AbC12", title: "List estimation" })).toBe(sought);
  expect(await leads({ text: "Estimation in Node.js" })).toBe("/search?q=Estimation+in+Node.js");
  expect(await leads({ url: "https://t.co/AbC12" })).toBe("/search");
  expect(await leads({})).toBe("/search");
});

test("whatever is shared, it leads to a page of this site", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const shared of [
    "//evil.example/",
    "http://localhost:3000//evil.example/",
    "http://localhost:3000/\\evil.example/",
    "http://localhost:3000@evil.example/papers/2603.25280",
    "/\\evil.example",
    "https://evil.example/\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
    "data:text/html,x",
    "\u0000\ud800\u202e",
    "https://arxiv.org@evil.example/abs/2603.25280",
    "10.1101/".padEnd(5000, "x"),
    "x".repeat(100_000),
    "https://".repeat(2000),
  ]) {
    for (const name of ["url", "text", "title"]) {
      const { status, headers } = await web.request(
        `/share?${new URLSearchParams({ [name]: shared }).toString()}`,
      );
      expect(`${shared.slice(0, 40)} ${status}`).toBe(`${shared.slice(0, 40)} 303`);
      expect(headers.get("Location")).toMatch(/^\/(papers|submit|search|evil\.example)(\/|\?|$)/);
      expect(headers.get("Set-Cookie")).toBeNull();
    }
  }
  expect((await web.request("/share?text=%ff%zz%00")).status).toBe(303);
});
