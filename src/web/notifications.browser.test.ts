// From a mention to the comment and to quiet, in a real browser; with a script and without.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
import { discussedPath, openCorrespondence } from "../../fixtures/correspondence.ts";
import type { SignedInReader } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";

await describeInBrowser("notifications in a browser", (browser) => {
  async function open(
    site: string,
    { headers }: SignedInReader,
    { javaScriptEnabled, width }: { javaScriptEnabled: boolean; width: number },
  ): Promise<Page> {
    const page = await openPage(browser, site, { headers, javaScriptEnabled, width });
    await page.goto(site);
    return page;
  }

  test.each([
    { javaScriptEnabled: true, width: 1440 },
    { javaScriptEnabled: false, width: 360 },
  ])(
    "whoever is mentioned finds the comment, has read it, and mutes its thread: %o",
    async ({ javaScriptEnabled, width }) => {
      const { web, read, ada, ben, write } = await openCorrespondence();
      const site = await serveApp(web);
      const thread = await write(ben, "What do you think of the bound, @ada-lovelace?");
      const page = await open(site, ada, { javaScriptEnabled, width });
      const main = page.locator("main");
      const bell = page.getByRole("link", { name: /^Notifications/ }).filter({ visible: true });
      const faults = async () => (javaScriptEnabled ? await seriousFaults(page) : []);

      expect(await bell.first().innerText()).toContain("1 unread".replace(" ", "\u00a0"));
      await bell.first().click();
      await page.waitForURL("**/notifications");
      expect(await faults()).toEqual([]);
      await main.getByRole("link", { name: "Ben Okri mentioned you" }).click();
      await page.waitForURL(`**/comments/${thread}`);
      expect(await main.innerText()).toContain("What do you think of the bound");
      // The script has said so already.
      if (!javaScriptEnabled) await main.getByRole("button", { name: "Mark as read" }).click();
      await page.goto(`${site}/notifications`);
      await expect
        .poll(async () => {
          await page.reload();
          return await main.innerText();
        })
        .toContain("All are read.");
      expect(await bell.first().innerText()).not.toContain("unread");

      await page.goto(`${site}/comments/${thread}`);
      await main.getByRole("link", { name: /^Mute thread/ }).click();
      expect(await main.innerText()).toContain("Shall this thread be muted?");
      expect(await faults()).toEqual([]);
      await main.getByRole("button", { name: "Mute this thread" }).click();
      await page.waitForURL(`**${discussedPath}#comment-${thread}`);
      await write(ben, "Well, @ada-lovelace?", thread);
      await page.goto(`${site}/notifications`);
      expect(await main.innerText()).toContain("There is nothing yet.");

      await main.getByRole("button", { name: /^Unmute/ }).click();
      await page.waitForURL("**/notifications#muted");
      expect(await main.innerText()).toContain("Ben Okri mentioned you");
      await page.goto(site + discussedPath);
      // It is read where it is seen.
      if (javaScriptEnabled) await main.getByText("Well, @ada-lovelace?").scrollIntoViewIfNeeded();
      else await main.getByRole("button", { name: "Mark as read" }).click();
      await expect.poll(async () => await read("/notifications", ada)).toContain("All are read.");
      await main.getByRole("button", { name: "Follow this discussion" }).click();
      await expect
        .poll(async () => await main.getByRole("button", { name: /^Following/ }).count())
        .toBe(1);
      await page.goto(`${site}/following`);
      expect(await main.innerText()).toContain("List Estimation");
      expect(await faults()).toEqual([]);
    },
    30_000,
  );
});
