// Keeping the place civil in a real browser: a reader reports, a moderator sees it on a phone and hides it,
// everybody reads why in the log, and an undo brings it back; without a script, too.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
import { say } from "../../fixtures/discussion.ts";
import { signInAs, type SignedInReader } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { manyPapers, now, webForTest } from "../../fixtures/web.ts";

const longAgo = new Date("2025-01-05T08:00:00Z");

await describeInBrowser("moderation in a browser", (browser) => {
  test.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
    "a comment is reported, hidden from the queue, explained in the log, and brought back: %o",
    async ({ javaScriptEnabled }) => {
      const { web, given, db } = await webForTest({ papers: manyPapers(3) });
      const site = await serveApp(web);
      const people = {
        mona: await signInAs(given, { name: "Mona", role: "moderator", since: longAgo }),
        ada: await signInAs(given, { name: "Ada", since: longAgo }),
        ben: await signInAs(given, { name: "Ben", since: longAgo }),
      };
      const open = (who: SignedInReader | undefined, width: number): Promise<Page> =>
        openPage(browser, site, {
          headers: who?.headers,
          width,
          height: 800,
          javaScriptEnabled,
          hasTouch: width < 500,
          isMobile: width < 500,
        });
      const faults = async (page: Page) => (javaScriptEnabled ? await seriousFaults(page) : []);
      const insult = "You are a fool, and so is $\\pi$.";
      await say(db, { paper: 1, reader: people.ada.reader.id, source: insult, now });
      await say(db, { paper: 1, reader: people.ada.reader.id, source: "A sound remark.", now });

      const bens = await open(people.ben, 1280);
      await bens.goto(`${site}/papers/2603.20000`);
      await bens
        .getByRole("article", { name: "Comment by Ada" })
        .first()
        .getByText("Report")
        .click();
      expect(await faults(bens)).toEqual([]);
      await bens.getByLabel("Insult or attack").check();
      await bens.getByLabel("A sentence, if you like").fill("He means me.");
      await bens.getByRole("button", { name: "Report it" }).click();
      expect(await bens.locator("h1").innerText()).toBe("Thank you.");

      const phone = await open(people.mona, 360);
      await phone.goto(site);
      await phone.locator(".phone-menu summary").click();
      await phone.getByRole("link", { name: "Moderation\u00a01" }).click();
      await phone.getByText("Who reported it").click();
      expect(await phone.getByText("He means me.").isVisible()).toBe(true);
      expect(await faults(phone)).toEqual([]);
      expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(360);
      expect(await phone.getByLabel("Reason to act").inputValue()).toBe("insult");
      const main = phone.locator("main");
      const buttons = main.locator(".verdict-buttons").first();
      for (const button of await buttons.locator("button").all()) {
        expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      }
      await buttons.getByRole("button", { name: "Hide" }).click();
      expect(await main.locator(".told").innerText()).toContain("is hidden");
      expect(await main.getByText("Nothing waits for you.").isVisible()).toBe(true);

      const stranger = await open(undefined, 768);
      await stranger.goto(`${site}/papers/2603.20000`);
      expect(await stranger.locator("main").innerText()).not.toContain("You are a fool");
      await stranger.goto(`${site}/moderation/log`);
      expect(await stranger.locator("main").innerText()).toContain("Mona hid a comment.");
      expect(await stranger.locator("main").innerText()).not.toMatch(/Ada|fool|Undo/);
      expect(await faults(stranger)).toEqual([]);
      const adas = await open(people.ada, 768);
      await adas.goto(`${site}/notifications`);
      expect(await adas.locator("main").innerText()).toContain("A moderator hid your comment");

      await main.getByRole("button", { name: "Undo" }).click();
      expect(await main.locator(".told").innerText()).toBe("That was taken back.");
      await stranger.goto(`${site}/papers/2603.20000`);
      expect(await stranger.locator("main").innerText()).toContain("You are a fool");
      await phone.goto(`${site}/people/ada/moderate`);
      expect(await faults(phone)).toEqual([]);
      await main.getByLabel("Suspend for a week").check();
      await main.getByText("and hide all that they wrote").click();
      await main.getByRole("button", { name: "Do it" }).click();
      expect(await main.locator(".told").innerText()).toContain("They are suspended");
      await stranger.goto(`${site}/papers/2603.20000`);
      expect(await stranger.locator("main").innerText()).not.toMatch(/You are a fool|sound remark/);
      await phone.goto(`${site}/moderation/words`);
      await main.getByLabel("Which").fill("casino");
      await main.getByRole("button", { name: "See what it would hold" }).click();
      await main.getByRole("button", { name: "Put “casino” on the list" }).click();
      await expect
        .poll(() => main.locator(".held-words strong").allInnerTexts())
        .toEqual(["casino"]);
      expect(await faults(phone)).toEqual([]);
    },
    60_000,
  );
});
