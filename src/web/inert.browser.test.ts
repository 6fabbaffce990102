// What others write is text and nothing else, in a real browser, on every page, in feeds and in letters.
// A sixth of our vectors, thirty a paper; all of them, each alone, and published lists in inert.endurance.ts.
import { Hono } from "hono";
import { expect, test } from "vitest";
import { describeInBrowser } from "../../fixtures/browser.ts";
import { visitHostileSite } from "../../fixtures/inertness.ts";
import { payloads } from "../../fixtures/payloads.ts";
import { serveApp } from "../../fixtures/served.ts";
import { setTrap } from "../../fixtures/trap.ts";
import { policyOfPage } from "./gates/security-headers.ts";

await describeInBrowser("what others write is inert", (browser) => {
  test("nothing runs, loads or leads astray", async () => {
    const some = payloads.filter((_, index) => index % 6 === 0);
    const { caught, tried } = await visitHostileSite(browser, { payloads: some, perPaper: 30 });
    console.log(tried);
    expect(caught).toEqual({ dialogs: [], foreign: [], policy: [], found: [] });
  }, 60_000);

  test("the trap catches what is not inert", async () => {
    const raw = [
      "<img src=x onerror=alert(1)>",
      '<img src="https://away.example/a.png">',
      '<a href="java\tscript:alert(1)">x</a>',
      '<p style="color:red" onclick=alert(1)>x</p>',
      "<script>alert(1)</script>",
    ].join("");
    const app = new Hono();
    app.get("/bare", (c) => c.html(raw));
    app.get("/guarded", (c) => c.html(raw, 200, { "Content-Security-Policy": policyOfPage() }));
    const { visit, show, caught } = await setTrap(browser, await serveApp(app));

    await visit("/guarded");
    expect(caught.dialogs).toEqual([]);
    expect(caught.policy.length).toBeGreaterThanOrEqual(4);
    expect(caught.found.map((each) => each.split(" at ")[0])).toEqual(
      expect.arrayContaining(["<img>", "<script>", "href=javascript:", "onclick=", "onerror="]),
    );

    await visit("/bare");
    expect(caught.dialogs).toHaveLength(2);
    expect(caught.foreign.some((each) => each.startsWith("https://away.example/"))).toBe(true);

    await show(raw);
    expect(caught.dialogs.length).toBeGreaterThan(2);
  });
});
