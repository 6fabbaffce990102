// How an editor makes an edition, in a real browser: picks for today and tomorrow, and the closing.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
import { signInAs } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { manyPapers, webForTest } from "../../fixtures/web.ts";

/** However busy the machine is. */
const soon = { timeout: 10_000 };

await describeInBrowser("picks in a browser", (browser) => {
  test.each([
    { javaScriptEnabled: true, width: 1440 },
    { javaScriptEnabled: false, width: 360 },
  ])(
    "an editor puts a paper on top of today, plans one for tomorrow and closes the edition: %o",
    async ({ javaScriptEnabled, width }) => {
      const { web, given } = await webForTest({ papers: manyPapers(5) });
      const site = await serveApp(web);
      const editor = await signInAs(given, { name: "Noor Haddad", role: "editor" });
      const page = await open(site, { javaScriptEnabled, width, ...editor });
      const main = page.locator("main");
      // It looks by a script of its own.
      const faultsOf = (page: Page) => (javaScriptEnabled ? seriousFaults(page) : []);
      const firstCard = main.locator("[data-card]").first();

      await main.getByRole("link", { name: "Paper 3", exact: true }).click();
      await main.getByRole("link", { name: "Pick", exact: true }).click();
      const sentence = main.getByLabel("Why, in a sentence");
      await sentence.fill("Read section 4 first.");
      expect(await faultsOf(page)).toEqual([]);
      await sentence.press("Enter");
      await page.waitForURL(/\/day\/2026-03-27#paper-3$/);
      expect(await firstCard.locator("h2").innerText()).toBe("Paper 3");
      expect((await firstCard.locator(".picked").innerText()).replaceAll(/\s+/g, " ")).toBe(
        "Picked by Noor Haddad “Read section 4 first.”",
      );

      const second = main.locator("[data-card]").nth(1);
      expect(await second.locator("h2").innerText()).toBe("Paper 1");
      await second.getByRole("link", { name: "Pick", exact: true }).click();
      await main.getByLabel("On top of the edition of").selectOption("2026-03-28");
      await main.getByRole("button", { name: "Put it on top" }).click();
      await page.waitForURL(/\/picks\?planned=2026-03-28$/);
      const planned = main.locator(".picks-day", { hasText: "Saturday 28 March" });
      expect(await planned.innerText()).toContain("Paper 1");
      expect(await faultsOf(page)).toEqual([]);

      await main.getByRole("link", { name: "Close it" }).click();
      await expect.poll(() => page.locator("h1").innerText(), soon).toMatch(/be closed\?$/);
      await main.getByRole("button", { name: "Close it" }).click();
      await page.waitForURL(/\/day\/2026-03-27$/);
      expect(await main.locator(".closed-note").innerText()).toContain("Closed by Noor Haddad");
      expect(await firstCard.locator("h2").innerText()).toBe("Paper 3");
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    },
    60_000,
  );

  async function open(
    site: string,
    {
      javaScriptEnabled,
      width,
      headers,
    }: { javaScriptEnabled: boolean; width: number; headers: { Cookie: string } },
  ): Promise<Page> {
    const page = await openPage(browser, site, { headers, javaScriptEnabled, width });
    await page.goto(site);
    return page;
  }
});
