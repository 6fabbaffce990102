// How a reader brings a paper, in a real browser: it is looked up at arXiv, shown, taken and taken back.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openArchive } from "../../fixtures/archive.ts";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
import { signInAs, type SignedInReader } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { manyPapers, webForTest } from "../../fixtures/web.ts";

await describeInBrowser("submissions in a browser", (browser) => {
  test.each([
    { javaScriptEnabled: true, width: 1440 },
    { javaScriptEnabled: false, width: 360 },
  ])(
    "a reader submits a paper, sees it on the front page and takes it back: %o",
    async ({ javaScriptEnabled, width }) => {
      const archive = await openArchive();
      archive.papers.push({
        id: "2603.04242",
        title: "Folding Napkins in $\\mathbb{R}^3$",
        abstract: "A napkin is folded in the number of ways that it has. ".repeat(12),
        authors: ["Ada Lindqvist", "Ben Okafor", "Chi Nguyen", "Dana Weiss"],
        categories: ["cs.RO", "math.GT"],
        versions: [{ at: new Date("2026-03-05T10:00:00Z") }],
        datestamp: new Date("2026-03-06T10:00:00Z"),
      });
      const papers = manyPapers(60);
      const { web, given } = await webForTest({ papers, settings: archive.settings });
      const site = await serveApp(web);
      const reader = await signInAs(given, { name: "Noor Haddad" });
      const page = await open(site, { javaScriptEnabled, width, reader });
      const main = page.locator("main");
      // It looks by a script of its own.
      const faults = async () => (javaScriptEnabled ? await seriousFaults(page) : []);
      await page.goto(`${site}/submit?q=folding`);
      expect(await main.innerText()).toContain("5 of 5 left today");
      expect(await faults()).toEqual([]);

      const field = main.getByLabel("Identifier or address");
      await field.press("Enter");
      await main.getByRole("alert").waitFor();
      expect(await main.getByRole("alert").innerText()).toContain("no identifier and no address");
      expect(await field.inputValue()).toBe("folding");
      expect(await faults()).toEqual([]);

      await field.fill("https://arxiv.org/abs/2603.04242v1");
      await main.getByRole("button", { name: "Look it up" }).click();
      await main.getByText("Is this the paper?").waitFor();
      expect(await main.locator(".card h2").innerText()).toContain("Folding Napkins");
      await main.getByLabel("Why should others read it?").fill("The figures alone are worth it.");
      expect(await faults()).toEqual([]);
      await main.getByRole("button", { name: "Submit this paper" }).click();
      await page.waitForURL(/\/papers\/2603\.04242$/);
      expect(await main.locator(".said").innerText()).toMatch(
        /Submitted by Noor Haddad\s*“The figures alone are worth it\.”/,
      );
      expect(await faults()).toEqual([]);

      await page.goto(site);
      const first = main.locator("[data-card]").first();
      expect(await first.locator("h2").innerText()).toContain("Folding Napkins");
      expect(await first.locator(".said").innerText()).toContain("Submitted by Noor Haddad");
      expect(await main.locator(".submitted-rail").innerText()).toMatch(
        /Folding Napkins[^]*Submitted by Noor Haddad “The figures[^]*1st of this edition/,
      );
      expect(await faults()).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);

      await page.goto(`${site}/submit?q=2603.04242`);
      await main.getByRole("button", { name: "Look it up" }).click();
      await main.getByText("It is here already.").waitFor();
      expect(await faults()).toEqual([]);

      await main.getByRole("link", { name: "Folding Napkins" }).first().click();
      await main.getByRole("button", { name: "Take it back" }).click();
      await page.waitForURL(`${site}/`);
      expect(await main.innerText()).not.toContain("Folding Napkins");
    },
    60_000,
  );

  async function open(
    site: string,
    {
      javaScriptEnabled,
      width,
      reader,
    }: { javaScriptEnabled: boolean; width: number; reader: SignedInReader },
  ): Promise<Page> {
    const { headers } = reader;
    return await openPage(browser, site, { headers, javaScriptEnabled, width, height: 1000 });
  }
});
