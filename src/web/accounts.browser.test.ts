// How somebody makes a site theirs, and how somebody else comes by a letter, in a real browser.
import { simpleParser } from "mailparser";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, seriousFaults } from "../../fixtures/browser.ts";
import { serveApp } from "../../fixtures/served.ts";
import { manyPapers, now, secret, webForTest, type TestWeb } from "../../fixtures/web.ts";
import { makeOwnerLink } from "../community/owner.ts";
import { links } from "../links.ts";

await describeInBrowser("accounts in a browser", (browser) => {
  test.each([
    { javaScriptEnabled: true, width: 1440, colorScheme: "dark" },
    { javaScriptEnabled: false, width: 360, colorScheme: "light" },
  ] as const)(
    "a site is claimed; a stranger votes, signs in by letter, and the vote is theirs: %o",
    async (context) => {
      const test = await webForTest({ papers: manyPapers(3) });
      const site = await serveApp(test.web);
      const faultsOf = (page: Page) => (context.javaScriptEnabled ? seriousFaults(page) : []);

      const owner = await open(context);
      await owner.goto(site + links.owner(await makeOwnerLink(test.db, { secret, now })));
      expect(await faultsOf(owner)).toEqual([]);
      await owner.getByLabel("Your name").fill("Noor Haddad");
      await owner.getByLabel("Your mail address").fill("noor@university.edu");
      await owner.getByRole("button", { name: "Make it mine" }).click();
      await owner.waitForURL(`${site}/settings`);
      expect(await owner.locator("main input[name=name]").inputValue()).toBe("Noor Haddad");

      const reader = await open(context);
      await reader.goto(site);
      const vote = reader
        .locator("[data-card]", { hasText: "Paper 2" })
        .locator("[data-vote] button");
      await vote.click();
      await expect.poll(() => vote.getAttribute("aria-pressed")).toBe("true");
      await reader.goto(`${site}/sign-in?next=/day/2026-03-27`);
      expect(await faultsOf(reader)).toEqual([]);
      await reader.getByLabel("Your mail address").first().fill("ada@university.edu");
      await reader.getByRole("button", { name: "Send me a link" }).click();
      await expect.poll(() => reader.locator("h1").innerText()).toBe("One more step.");
      await reader.goto(site + (await linkIn(test)));
      expect(await faultsOf(reader)).toEqual([]);
      await reader.getByLabel("Your name").fill("Ada Lovelace");
      await reader.getByLabel("Your name").press("Enter");
      await reader.waitForURL(`${site}/day/2026-03-27`);
      expect(await vote.getAttribute("aria-pressed")).toBe("true");
      expect(await vote.innerText()).toMatch(/^1\b/);
      expect(await faultsOf(reader)).toEqual([]);
      expect(await reader.evaluate("document.documentElement.scrollWidth")).toBe(context.width);

      // The votes are kept by the account: another browser shows them, a signed-out one does not.
      await reader.goto(`${site}/settings`);
      await reader.getByRole("button", { name: "Sign out", exact: true }).click();
      await reader.waitForURL(/signed-out/);
      await reader.goto(site);
      expect(await vote.getAttribute("aria-pressed")).toBe("false");
      expect(await vote.innerText()).toMatch(/^1\b/);
    },
    60_000,
  );

  async function open({
    width,
    ...options
  }: {
    width: number;
    javaScriptEnabled: boolean;
    colorScheme: "light" | "dark";
  }): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.on("pageerror", (error) => expect.fail(error.message));
    return page;
  }
});

async function linkIn({ db }: TestWeb): Promise<string> {
  const { message } = await db
    .selectFrom("outbox")
    .select("message")
    .where("kind", "=", "sign-in")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  const { text = "" } = await simpleParser(Buffer.from(message));
  return /https?:\/\/\S+?(\/sign-in\/\S+)/.exec(text)![1]!;
}
