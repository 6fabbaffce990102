// Somebody's page and what is being talked about, in a real browser: found, told, read, muted.
import { expect, test } from "vitest";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
import { say } from "../../fixtures/discussion.ts";
import { signInAs } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { manyPapers, now, webForTest } from "../../fixtures/web.ts";

await describeInBrowser("people and discussions in a browser", (browser) => {
  test.each([
    { javaScriptEnabled: true, width: 1440 },
    { javaScriptEnabled: false, width: 360 },
  ])(
    "a reader tells of themselves, and is found by what they said: %o",
    async ({ javaScriptEnabled, width }) => {
      const { web, db, given } = await webForTest({ papers: manyPapers(6) });
      const site = await serveApp(web);
      const since = new Date(now.getTime() - 100 * 86_400_000);
      const ada = await signInAs(given, { name: "Ada Lindqvist", since });
      const ben = await signInAs(given, { name: "Ben", since });
      const at = new Date(now.getTime() - 3_600_000);
      const source = "Is $\\sqrt{d}$ enough?";
      await say(db, { paper: 1, reader: ada.reader.id, source, now: at });
      await say(db, { paper: 1, reader: ben.reader.id, source: "It is.", now });

      const { headers } = ada;
      const page = await openPage(browser, site, { headers, javaScriptEnabled, width });
      const main = page.locator("main");
      const isSound = async () => {
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
        // It looks by a script of its own.
        expect(javaScriptEnabled ? await seriousFaults(page) : []).toEqual([]);
      };

      await page.goto(`${site}/settings`);
      await main.getByLabel("Handle").fill("@ada-l");
      await main.locator("#handle").getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/saved=handle/);
      await main.getByLabel("About you").fill("I bound *things*.");
      await main.locator("#about").getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/saved=about/);
      expect(await main.locator("#about").innerText()).toContain("Saved.");
      await isSound();

      await main.getByRole("link", { name: "your page" }).click();
      expect(await main.locator("h1").innerText()).toBe("Ada Lindqvist");
      expect(await main.locator(".person-head em").innerText()).toBe("things");
      expect(await main.innerText()).toContain("This is your page, as everybody sees it.");
      expect(await main.locator(".person-comments math").count()).toBe(1);
      await isSound();

      await page.goto(`${site}/people/ben`);
      await main.getByRole("link", { name: "Paper 1" }).click();
      await page.waitForURL(/\/papers\/2603\.20000/);

      await page.goto(site);
      await main.getByRole("link", { name: "All discussions" }).click();
      expect(await main.locator("h1").innerText()).toBe("Discussions");
      expect(await main.locator(".talk-list").innerText()).toMatch(
        /Paper 1[^]*2\scomments · Ben and Ada Lindqvist[^]*Ben, just\snow[^]*It is\./,
      );
      await isSound();
      await main.getByRole("link", { name: "Ada Lindqvist" }).click();
      await page.waitForURL(/\/people\/ada-l$/);
      await page.goto(`${site}/people/ada-lindqvist`);
      expect(new URL(page.url()).pathname).toBe("/people/ada-l");
    },
    60_000,
  );
});
