// A reader's library in a real browser: saved by a key, tagged, found again, filled from a file, taken
// along; with a script and without.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
import { signInAs, type SignedInReader } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { manyPapers, webForTest } from "../../fixtures/web.ts";

/** However busy the machine is. */
const soon = { timeout: 10_000 };

await describeInBrowser("the library in a browser", (browser) => {
  async function open(
    site: string,
    {
      headers,
      javaScriptEnabled = true,
      width = 1440,
    }: Partial<SignedInReader> & { javaScriptEnabled?: boolean; width?: number },
  ): Promise<Page> {
    const page = await openPage(browser, site, { headers, javaScriptEnabled, width });
    await page.goto(site);
    return page;
  }

  test.each([
    { javaScriptEnabled: true, width: 1440 },
    { javaScriptEnabled: false, width: 360 },
  ])(
    "a paper is saved, tagged, found by its tag, and goes along with what a file brought: %o",
    async ({ javaScriptEnabled, width }) => {
      const { web, given } = await webForTest({ papers: manyPapers(8) });
      const site = await serveApp(web);
      const ada = await signInAs(given);
      const page = await open(site, { ...ada, javaScriptEnabled, width });
      const main = page.locator("main");
      // It looks by a script of its own.
      const faults = async () => (javaScriptEnabled ? await seriousFaults(page) : []);
      const rows = main.locator(".shelf-row h2");

      const first = main.locator("[data-card]").first();
      const button = first.getByRole("button", { name: /^Saved? Paper 1$/ });
      const widthOf = async () => (await button.boundingBox())!.width;
      const before = await widthOf();
      if (javaScriptEnabled) {
        await page.keyboard.press("j");
        await page.keyboard.press("s");
      } else await button.click();
      await expect.poll(() => button.getAttribute("aria-pressed"), soon).toBe("true");
      expect(await button.innerText()).toContain("Saved");
      expect(await widthOf()).toBe(before);

      await page.goto(`${site}/papers/2603.20000`);
      await main.getByText("Add a note or tags").click();
      await main.getByLabel("Note").fill("Ask about table 3.");
      await main.getByLabel("Tags", { exact: true }).fill("Sea Birds, to-read");
      await main.getByRole("button", { name: "Keep" }).click();
      await page.waitForURL(/\/papers\/2603\.20000$/);
      expect(await main.locator(".own-note").innerText()).toBe("Ask about table 3.");
      await main.getByRole("link", { name: "sea-birds" }).click();
      // A click waits until the next page begins, not until all of it is there.
      await expect.poll(() => rows.allInnerTexts(), soon).toEqual(["Paper 1"]);
      expect(await faults()).toEqual([]);

      await page.goto(`${site}/search?q=is%3Asaved+tag%3Asea-birds`);
      expect(await main.locator("[data-card] h2").allInnerTexts()).toEqual(["Paper 1"]);

      await page.goto(`${site}/library`);
      await main.getByRole("link", { name: "Import a bibliography" }).click();
      const entries = [19999, 19998, 18000].map(
        (number) =>
          `@misc{p${number}, title={Any}, eprint={2603.${number}}, archiveprefix={arXiv}, keywords={to-read}}`,
      );
      await main.getByLabel("File", { exact: true }).setInputFiles({
        name: "my.bib",
        mimeType: "application/x-bibtex",
        buffer: Buffer.from(entries.join("\n")),
      });
      expect(await faults()).toEqual([]);
      await main.getByRole("button", { name: "Import" }).click();
      await expect
        .poll(() => main.locator("h1").innerText(), soon)
        .toBe("3\u00a0entries: 2 saved, 1 not found.");
      await main.getByRole("link", { name: "Submit 2603.18000" }).waitFor();
      expect(await faults()).toEqual([]);

      await page.goto(`${site}/library?tag=to-read&sort=title`);
      expect(await rows.allInnerTexts()).toEqual(["Paper 1", "Paper 2", "Paper 3"]);
      await main.getByLabel("Paper 2").check();
      await main.getByRole("button", { name: "Mark as read" }).click();
      await expect.poll(() => main.locator(".shelf-row.unread").count(), soon).toBe(2);
      await main.getByRole("link", { name: "Unread", exact: true }).click();
      await expect.poll(() => rows.allInnerTexts(), soon).toEqual(["Paper 1", "Paper 3"]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await main.getByLabel("Paper 3").check();
      const download = page.waitForEvent("download");
      await main.getByRole("button", { name: "Export BibTeX" }).click();
      const file = readFileSync(await (await download).path(), "utf8");
      expect(file.match(/eprint = \{(.*)\}/g)).toEqual(["eprint = {2603.19998}"]);
      expect(file).toContain("keywords = {to-read}");
    },
    60_000,
  );

  test("a stranger's Save leads to the way in and back", async () => {
    const { web } = await webForTest({ papers: manyPapers(3) });
    const page = await open(await serveApp(web), {});
    await page.locator("main [data-card]").nth(1).getByRole("button", { name: /^Save/ }).click();
    await page.waitForURL(/\/sign-in/);
    expect(new URL(page.url()).searchParams.get("next")).toBe("/#paper-2");
  });

  test("what is hidden is proposed behind the score, left out, and shown when asked", async () => {
    const { web, given } = await webForTest({ papers: manyPapers(3) });
    const site = await serveApp(web);
    const page = await open(site, await signInAs(given));
    const main = page.locator("main");
    await main.locator("[data-card] summary").first().click();
    await main.getByRole("link", { name: "Hide papers like this" }).first().click();
    await main.getByRole("button", { name: "Computer vision, cs.CV" }).click();
    await expect.poll(() => main.locator(".mutes strong").allInnerTexts(), soon).toEqual(["cs.CV"]);
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(site);
    expect(await main.locator("h2").first().innerText()).toBe(
      "Your own list hides all of this edition.",
    );
    expect(await main.locator("[data-card]").count()).toBe(0);
    await main.getByRole("link", { name: "Show its 3 papers" }).click();
    await expect.poll(() => main.locator("[data-card]").count(), soon).toBe(3);
  });
});
