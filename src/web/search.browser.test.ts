// The search page as readers use it, in a real browser: typing, filters, keys, without a script.
import { once } from "node:events";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openBrowser, seriousFaults } from "../../fixtures/browser.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet, startBroadsheet } from "../../fixtures/program.ts";

const opened = await openBrowser();
const missing = "reason" in opened ? opened.reason : undefined;
const stream = join(import.meta.dirname, "../../fixtures/stream.jsonl");

describe.skipIf(missing !== undefined)(
  `search in a browser${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    let browser: Browser;
    let site: string;

    beforeAll(() => {
      if ("reason" in opened) throw new Error(opened.reason);
      browser = opened;
    });
    beforeEach(async () => {
      const DATA_DIR = temporaryFolder();
      await broadsheet(["import", stream], { DATA_DIR });
      const server = startBroadsheet(["serve"], { DATA_DIR, PORT: "0" });
      const [line] = (await once(server.stdout, "data")) as [Buffer];
      site = /http:\S+/.exec(line.toString())![0];
    });
    afterAll(() => browser?.close());

    async function open(path: string, options: { javaScriptEnabled?: boolean } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        ...options,
      });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      page.on("pageerror", (error) => expect.fail(error.message));
      await page.goto(site + path);
      return page;
    }

    test("results follow what is typed, and the field keeps focus and caret", async () => {
      const page = await open("/search");
      const field = page.locator("main input[name=q]");
      const requests = countSearches(page);
      await field.pressSequentially("gulls", { delay: 5 });
      await expect.poll(() => headline(page)).toBe("1\u00a0paper");
      expect(requests()).toBeLessThan(4);
      expect(await page.evaluate(caret)).toEqual({ name: "q", at: 5 });
      expect(page.url()).toBe(`${site}/search?q=gulls`);
      expect(await page.title()).toContain("Search: gulls");
      expect(await page.locator("main [role=status]").first().textContent()).toBe("1\u00a0paper");

      await field.press("Escape");
      await expect.poll(() => headline(page)).toBe("Search");
      expect(await field.inputValue()).toBe("");
      expect(page.url()).toBe(`${site}/search`);
    });

    test("what fails while typing leaves what is there, and the next letters go on", async () => {
      const page = await open("/search?q=gulls");
      await page.route("**/search?q=gullsx", (route) => route.abort());
      const field = page.locator("main input[name=q]");
      await field.press("End");
      await field.pressSequentially("x");
      await page.waitForEvent("requestfailed");
      expect(await headline(page)).toBe("1\u00a0paper");
      await field.fill("robot");
      await expect.poll(() => page.url()).toBe(`${site}/search?q=robot`);
      // The name of a paper leads to it on Enter only.
      await field.fill("2603.24001");
      await page.waitForResponse(/\/papers\/2603\.24001/);
      expect(page.url()).toBe(`${site}/search?q=robot`);
      await field.press("Enter");
      await page.waitForURL("**/papers/2603.24001");
    });

    test("a ticked filter narrows the results in place, and going back takes it back", async () => {
      const page = await open("/search?q=on:2026");
      const all = await headline(page);
      const box = page.getByRole("checkbox", { name: /Robotics/ });
      await box.focus();
      await page.keyboard.press("Space");
      await expect.poll(() => page.url()).toContain("cat%3Acs.RO");
      await expect.poll(() => headline(page)).not.toBe(all);
      expect(await page.locator("main input[name=q]").inputValue()).toBe("on:2026 cat:cs.RO");
      expect(await box.isChecked()).toBe(true);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("filter-cat:cs.ro");
      await page.goBack();
      await expect.poll(() => headline(page)).toBe(all);
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
      await expect.poll(() => page.url()).toContain("cat%3Acs.RO");
      await expect.poll(() => box.isVisible()).toBe(true);
    });

    test("axe finds nothing serious, and nothing is wider than the window", async () => {
      const page = await open("/search");
      const paths = [
        "/search?q=robot+after:2026-01+cat:cs.RO",
        "/search?q=on:20x6+gulls+lullabies",
        "/search?q=xylophone+has:code",
        "/search/help",
      ];
      for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [360, 768, 1440]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          for (const path of paths) {
            await page.goto(site + path);
            expect(await seriousFaults(page), `${path} at ${width}, ${colorScheme}`).toEqual([]);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(wide, `${path} at ${width}`).toBeLessThanOrEqual(width);
          }
        }
      }
    }, 60_000);
  },
);

async function headline(page: Page): Promise<string> {
  return (await page.locator("main h1").first().textContent()) ?? "";
}

/** How often the page has asked for results. */
function countSearches(page: Page): () => number {
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("/search")) asked++;
  });
  return () => asked;
}

function caret() {
  const field = document.activeElement as HTMLInputElement;
  return { name: field.name, at: field.selectionStart };
}
