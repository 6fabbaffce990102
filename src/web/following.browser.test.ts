// Following as readers do it, in a real browser, with and without scripts.
import { once } from "node:events";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, seriousFaults } from "../../fixtures/browser.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet, startBroadsheet } from "../../fixtures/program.ts";

const stream = join(import.meta.dirname, "../../fixtures/stream.jsonl");

await describeInBrowser("following in a browser", (browser) => {
  /** Signed in as the owner, whose link the first start prints. */
  async function openSite(options: { javaScriptEnabled: boolean }) {
    const settings = { DATA_DIR: temporaryFolder(), PORT: "0" };
    await broadsheet(["import", stream], settings);
    const server = startBroadsheet(["serve"], settings);
    let said = "";
    while (!/http:\S+\/owner\/\S+/.test(said)) {
      const [line] = (await once(server.stdout, "data")) as [Buffer];
      said += line.toString();
    }
    const site = /is at (http:\S+)/.exec(said)![1]!;
    const context = await browser.newContext({
      viewport: { width: 1440, height: 1000 },
      ...options,
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("console", (message) => {
      // A form with a fault is answered so.
      const isFault = message.text().includes("status of 400");
      if (message.type() === "error" && !isFault) failures.push(message.text());
    });
    onTestFinished(() => expect(failures).toEqual([]));
    await signIn(page, site + new URL(/http:\S+\/owner\/\S+/.exec(said)![0]).pathname);
    return { page, site };
  }

  async function signIn(page: Page, claim: string): Promise<void> {
    await page.goto(claim);
    const main = page.locator("main");
    await main.getByRole("textbox", { name: /name/i }).fill("Ada");
    await main.getByRole("textbox", { name: /address/i }).fill("ada@university.example");
    await main.getByRole("button").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/owner/"));
  }

  test.each([true, false])(
    "an author is followed from the paper’s page and stands at Following (JavaScript: %s)",
    async (javaScriptEnabled) => {
      const { page, site } = await openSite({ javaScriptEnabled });
      await page.goto(`${site}/papers/2603.25001`);
      const menu = page.locator(".follow-menu");
      await menu.locator("summary").focus();
      await page.keyboard.press("Enter");
      await menu.getByRole("button", { name: "Follow Ada Lindqvist" }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => menu.locator("summary").innerText()).toBe("You follow Ada Lindqvist");
      await page.goto(`${site}/following`);
      expect(await page.locator(".following-day .title").allInnerTexts()).toEqual([
        "Folding Laundry With Two Left Hands",
      ]);
      expect(await page.locator(".why").innerText()).toMatch(/you follow Ada Lindqvist/);
      // What looks for faults is a script.
      const faults = javaScriptEnabled ? await seriousFaults(page) : [];
      expect(faults).toEqual([]);
      await page.getByLabel("Follow", { exact: true }).selectOption("Category");
      await page.getByLabel("Which").fill("cs.NOPE");
      await page.locator(".follow-add button").click();
      await expect
        .poll(() => page.locator("#value-error").innerText())
        .toContain("There is no category");
      expect(await page.getByLabel("Which").inputValue()).toBe("cs.NOPE");
      await page.getByLabel("Which").fill("cs.CL");
      await page.locator(".follow-add button").click();
      await expect.poll(() => page.locator(".following-day .title").count()).toBe(2);
      await page.getByRole("button", { name: "Remove Ada Lindqvist" }).click();
      await expect
        .poll(() => page.locator(".following-day .title").allInnerTexts())
        .toEqual(["Lullabies for Language Models"]);
    },
    60_000,
  );
});
