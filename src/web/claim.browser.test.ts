// How a reader claims a paper, in a real browser: by an address that its page names, and by an editor’s word.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { serve } from "../../fixtures/answering-server.ts";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
import { signInAs, type SignedInReader } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { paper, webForTest } from "../../fixtures/web.ts";

await describeInBrowser("claims in a browser", (browser) => {
  test.each([
    { javaScriptEnabled: true, width: 1440 },
    { javaScriptEnabled: false, width: 360 },
  ])(
    "one author is proved by an address, another by an editor’s word: %o",
    async ({ javaScriptEnabled, width }) => {
      const arxiv = await serve((response) => {
        response.writeHead(200, { "content-type": "text/html" });
        response.end(`<div class="ltx_authors"><tt>{nikola.zlatanov,x}@university.edu</tt></div>`);
      });
      const { web, given } = await webForTest({
        papers: [paper()],
        settings: { ARXIV_URL: arxiv.url.href },
      });
      const site = await serveApp(web);
      const open = ({ headers }: SignedInReader): Promise<Page> =>
        openPage(browser, site, { headers, javaScriptEnabled, width, height: 1000 });
      const faults = async (page: Page) => {
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
        return javaScriptEnabled ? await seriousFaults(page) : [];
      };

      const nikola = await open(await signInAs(given, { name: "Nikola Zlatanov" }));
      await nikola.goto(`${site}/papers/2603.25280`);
      await nikola.getByRole("link", { name: "Are you an author of this paper?" }).click();
      const main = nikola.locator("main");
      expect(await main.getByLabel("Nikola Zlatanov").isChecked()).toBe(true);
      expect(await main.getByLabel("By my address").isChecked()).toBe(true);
      expect(await main.getByLabel("2. Your ORCID iD").isVisible()).toBe(false);
      expect(await faults(nikola)).toEqual([]);
      await main.getByRole("button", { name: "Claim this paper" }).click();
      await main.getByText("You are Nikola Zlatanov here.").waitFor();
      expect(await faults(nikola)).toEqual([]);
      await nikola.goto(`${site}/papers/2603.25280`);
      expect(await main.locator(".authors-here").innerText()).toContain("Nikola Zlatanov is here.");
      expect(await faults(nikola)).toEqual([]);

      const amin = await open(await signInAs(given, { name: "Amin G" }));
      await amin.goto(`${site}/papers/2603.25280/claim`);
      const form = amin.locator("main");
      // By keyboard alone.
      await form.getByLabel("Amin Gohari").focus();
      await amin.keyboard.press("Space");
      await amin.keyboard.press("Tab");
      await amin.keyboard.press("ArrowDown");
      await form.getByLabel("2. Your ORCID iD").waitFor();
      await amin.keyboard.press("ArrowDown");
      await form
        .getByLabel("What speaks for it?")
        .fill("My page at the university names the paper.");
      expect(await faults(amin)).toEqual([]);
      await form.getByRole("button", { name: "Claim this paper" }).click();
      await form.getByText("An editor was asked").waitFor();
      expect(await faults(amin)).toEqual([]);

      const editor = await open(await signInAs(given, { name: "Eva Stern", role: "editor" }));
      await editor.goto(`${site}/moderation/claims`);
      expect(await faults(editor)).toEqual([]);
      await editor.getByLabel("Your answer").fill("Welcome.");
      await editor.getByRole("button", { name: "Accept" }).click();
      await editor.getByText("Accepted; they are told.").waitFor();
      await editor.getByText("Withdraw it").first().click();
      await editor.getByLabel("Why").first().waitFor();
      expect(await faults(editor)).toEqual([]);
      await editor.goto(`${site}/papers/2603.25280`);
      expect(await editor.locator(".authors-here").innerText()).toContain(
        "Nikola Zlatanov and Amin Gohari (as Amin G) are here.",
      );
    },
    60_000,
  );
});
