import { expect, test } from "vitest";
import { form, paper, webForTest } from "../../fixtures/web.ts";

test("the health of the site is that its database answers", async () => {
  const { web, db, logged } = await webForTest();
  const well = await web.request("/healthz");
  expect([well.status, await well.text()]).toEqual([200, "ok"]);
  await db.destroy();
  expect((await web.request("/healthz")).status).toBe(500);
  expect(logged).toHaveLength(1);
});

test("a fault of the program is a calm page, and its cause goes to the log", async () => {
  const { web, db, logged } = await webForTest({ papers: [paper()] });
  await db.destroy();
  const response = await web.request("/day/2026-03-27");
  const page = await response.text();
  expect(response.status).toBe(500);
  expect(page).toContain("Something went wrong here.");
  expect(page).not.toMatch(/\bat .*\.ts|Error:|destroyed/);
  expect(logged[0]).toMatchObject({
    message: "A page failed",
    fields: { path: "/day/2026-03-27", error: expect.any(Error) as Error },
  });
});

test("an address that leads nowhere says so", async () => {
  const { web } = await webForTest();
  const response = await web.request("/nowhere");
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("There is no page at this address.");
});

test("a method that an address does not know is answered with those that it knows", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  const response = await web.request("/settings", { method: "DELETE" });
  expect(response.status).toBe(405);
  expect(response.headers.get("Allow")).toBe("GET, HEAD, POST");
  expect((await web.request("/", { method: "PUT" })).status).toBe(405);
  expect((await web.request("/", { method: "HEAD" })).status).toBe(200);
  expect((await web.request("/papers/2603.25280/vote", { method: "PUT" })).status).toBe(405);
});

test("every answer carries the headers that keep others out", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const path of ["/", "/nowhere", "/robots.txt"]) {
    const { headers } = await web.request(path);
    expect(headers.get("Content-Security-Policy")).toContain(
      "default-src 'none'; style-src 'self'; script-src 'self'",
    );
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
  }
});

test("no page holds inline style or script", async () => {
  const { read } = await webForTest({
    papers: [
      paper({
        abstract:
          "$$\\begin{matrix}a & b\\\\ \\mathbf{c} & \\overline{d}\\end{matrix}$$ \\textcolor{red}{x} </script><!--",
      }),
    ],
  });
  for (const path of [
    "/",
    "/papers/2603.25280",
    "/search?q=list",
    "/sections",
    "/settings",
    "/ranking",
    "/day/2026-03-28",
    "/day/2026-03-27/receipt",
    "/since",
    "/since?day=2026-03-20",
    "/status",
  ]) {
    // Facts for machines are no script, as long as nothing within ends them.
    const page = (await read(path)).replaceAll(
      /<script type="application\/ld\+json">(\{[^<]*\})<\/script>/g,
      (_, facts: string) => `facts of ${String(JSON.parse(facts)["@type"])}`,
    );
    expect(page).not.toMatch(
      /\sstyle=|<style|<script(?! type="module" src="\/static\/)|\son[a-z]+=/,
    );
    expect(page.includes("facts of ScholarlyArticle")).toBe(path === "/papers/2603.25280");
  }
});

test("style sheet, script and icon are kept by browsers for as long as they are the same", async () => {
  const { web, read } = await webForTest();
  const page = await read("/");
  for (const [, address] of page.matchAll(/"(\/static\/broadsheet\.(?:css|js)\?v=[\w-]{12})"/g)) {
    const response = await web.request(address!);
    expect(response.status).toBe(200);
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  }
  expect((await web.request("/static/broadsheet.css?v=old")).headers.get("Cache-Control")).toBe(
    "public, max-age=3600",
  );
  expect((await web.request("/static/..%2f..%2fpackage.json")).status).toBe(404);
  expect((await web.request("/favicon.svg")).headers.get("Content-Type")).toBe("image/svg+xml");
});

test("a body that is too large is refused", async () => {
  const { web } = await webForTest();
  const response = await web.request(
    "/subscribe",
    form({ address: "a".repeat(70_000) }, { "Content-Length": "70008" }),
  );
  expect(response.status).toBe(413);
});

test("pages are compressed for those who can read that", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  const response = await web.request("/", { headers: { "Accept-Encoding": "gzip" } });
  expect(response.headers.get("Content-Encoding")).toBe("gzip");
});
