// The search page as readers use it, in a real browser: typing, filters, keys, without a script.
import type { Page, Request } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, faultsOfLooks } from "../../fixtures/browser.ts";
import { shareSite } from "../../fixtures/shared-site.ts";

/** However busy the machine is. */
const soon = { timeout: 10_000 };

await describeInBrowser("search in a browser", (browser) => {
  const shared = shareSite();

  async function open(path: string, options: { javaScriptEnabled?: boolean } = {}) {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.on("pageerror", (error) => expect.fail(error.message));
    await page.goto(shared().site + path);
    return page;
  }

  test("results follow what is typed, and the field keeps focus and caret", async () => {
    const page = await open("/search");
    const field = page.locator("main input[name=q]");
    const mostAtOnce = watchSearches(page);
    await field.pressSequentially("gulls", { delay: 5 });
    await expect.poll(() => headline(page), soon).toBe("1\u00a0paper");
    expect(mostAtOnce()).toBe(1);
    expect(await page.evaluate(caret)).toEqual({ name: "q", at: 5 });
    expect(page.url()).toBe(`${shared().site}/search?q=gulls`);
    expect(await page.title()).toContain("Search: gulls");
    expect(await page.locator("main [role=status]").first().textContent()).toBe("1\u00a0paper");

    await field.press("Escape");
    await expect.poll(() => headline(page), soon).toBe("Search");
    expect(await field.inputValue()).toBe("");
    expect(page.url()).toBe(`${shared().site}/search`);
  });

  test("what fails while typing leaves what is there, and the next letters go on", async () => {
    const page = await open("/search?q=gulls");
    await page.route("**/search?q=gullsx", (route) => route.abort());
    const field = page.locator("main input[name=q]");
    await field.press("End");
    await Promise.all([page.waitForEvent("requestfailed"), field.pressSequentially("x")]);
    expect(await headline(page)).toBe("1\u00a0paper");
    await field.fill("robot");
    await expect.poll(() => page.url(), soon).toBe(`${shared().site}/search?q=robot`);
    // The name of a paper leads to it on Enter only.
    const answered = page.waitForResponse(/\/papers\/2603\.24001/);
    await Promise.all([answered, field.fill("2603.24001")]);
    expect(page.url()).toBe(`${shared().site}/search?q=robot`);
    await field.press("Enter");
    await page.waitForURL("**/papers/2603.24001");
  });

  test("a ticked filter narrows the results in place, and going back takes it back", async () => {
    const page = await open("/search?q=on:2026");
    const all = await headline(page);
    const box = page.getByRole("checkbox", { name: /Robotics/ });
    await box.focus();
    await page.keyboard.press("Space");
    await expect.poll(() => page.url(), soon).toContain("cat%3Acs.RO");
    await expect.poll(() => headline(page), soon).not.toBe(all);
    expect(await page.locator("main input[name=q]").inputValue()).toBe("on:2026 cat:cs.RO");
    expect(await box.isChecked()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("filter-cat:cs.ro");
    await page.goBack();
    await expect.poll(() => headline(page), soon).toBe(all);
    expect(await page.locator("main input[name=q]").inputValue()).toBe("on:2026");
  });

  test("without a script the same filters are sent with a button", async () => {
    const page = await open("/search?q=on:2026", { javaScriptEnabled: false });
    await page.getByRole("checkbox", { name: /Robotics/ }).check();
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/cat%3Acs\.RO/);
    expect(await page.getByRole("checkbox", { name: /Robotics/ }).isChecked()).toBe(true);
  });

  test("on a phone the filters open above the results and stay open", async () => {
    const page = await open("/search?q=on:2026");
    await page.setViewportSize({ width: 360, height: 800 });
    const box = page.getByRole("checkbox", { name: /Robotics/ });
    expect(await box.isVisible()).toBe(false);
    await page.locator("summary", { hasText: "Filter" }).click();
    await box.check();
    await expect.poll(() => page.url(), soon).toContain("cat%3Acs.RO");
    await expect.poll(() => box.isVisible(), soon).toBe(true);
  });

  test("axe finds nothing serious, and nothing is wider than the window", async () => {
    const page = await open("/search");
    const paths = [
      "/search?q=robot+after:2026-01+cat:cs.RO",
      "/search?q=on:20x6+gulls+lullabies",
      "/search?q=xylophone+has:code",
      "/search/help",
    ];
    // All widths in both themes are looked at by faults.endurance.ts.
    for (const path of paths) {
      await page.goto(shared().site + path);
      const faults = await faultsOfLooks(page, [
        ["light", 360],
        ["dark", 1440],
      ]);
      expect(faults, `on ${path}`).toEqual([]);
    }
  }, 60_000);
});

async function headline(page: Page): Promise<string> {
  return (await page.locator("main h1").first().textContent()) ?? "";
}

/** How many requests for results were ever under way at once. */
function watchSearches(page: Page): () => number {
  let underWay = 0;
  let most = 0;
  const isSearch = (request: Request) => request.url().includes("/search?");
  page.on("request", (request) => {
    if (isSearch(request)) most = Math.max(most, ++underWay);
  });
  page.on("response", (response) => {
    if (isSearch(response.request())) underWay--;
  });
  return () => most;
}

function caret() {
  const field = document.activeElement as HTMLInputElement;
  return { name: field.name, at: field.selectionStart };
}
