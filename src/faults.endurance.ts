// Every page at every width in both themes, in a real browser: nothing that axe calls serious, and
// nothing wider than the window. `npm test` looks at a part of it.
import { once } from "node:events";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { openBrowser, seriousFaults } from "../fixtures/browser.ts";
import { temporaryFolder } from "../fixtures/instance.ts";
import { broadsheet, startBroadsheet } from "../fixtures/program.ts";

const browser = await openBrowser();
const missing = "reason" in browser ? browser.reason : undefined;
const stream = join(import.meta.dirname, "../fixtures/stream.jsonl");
const paths = [
  "/",
  "/week/2026-W13",
  "/day/2026-03-28",
  "/since",
  "/since?day=2026-03-20",
  "/day/2026-03-27/receipt",
  "/sections",
  "/sections/cs.RO",
  "/papers/2603.25001",
  "/papers/2603.25002",
  "/search",
  "/search?q=laundry",
  "/search?q=quantum+laundry",
  "/search?q=robot+after:2026-01+cat:cs.RO",
  "/search?q=on:20x6+gulls+lullabies",
  "/search?q=xylophone+has:code",
  "/search?q=similar:2603.25001",
  "/search/help",
  "/settings",
  "/subscribe",
  "/day/2026-03-27?minutes=5",
  "/trending",
  "/ranking",
  "/ranking?votes=1",
  "/status",
];

describe.skipIf(missing !== undefined)(
  `every page in a browser${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    test.each([
      ["light", 360],
      ["light", 768],
      ["light", 1440],
      ["dark", 360],
      ["dark", 768],
      ["dark", 1440],
    ] as const)("is without serious faults, %s and %i wide", async (colorScheme, width) => {
      const { page, site } = await openSite();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const path of paths) {
        await page.goto(site + path);
        expect(await seriousFaults(page), `on ${path}`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `on ${path}`).toBeLessThanOrEqual(width);
      }
    });
  },
);

async function openSite(): Promise<{ page: Page; site: string }> {
  if ("reason" in browser) throw new Error(browser.reason);
  const DATA_DIR = temporaryFolder();
  await broadsheet(["import", stream], { DATA_DIR });
  const server = startBroadsheet(["serve"], { DATA_DIR, PORT: "0" });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") failures.push(message.text());
  });
  onTestFinished(() => expect(failures).toEqual([]));
  return { page, site: /http:\S+/.exec(line.toString())![0] };
}
