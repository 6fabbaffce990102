// A discussion in a real browser: a comment with mathematics, a reply, an edit, a vote, a deletion and a
// draft; with a script and without.
import type { BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, seriousFaults } from "../../fixtures/browser.ts";
import { say } from "../../fixtures/discussion.ts";
import { signInAs, type SignedInReader } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { now, paper, webForTest } from "../../fixtures/web.ts";

/** However busy the machine is. */
const soon = { timeout: 20_000 };
const address = "/papers/2603.25280";
/** Long enough ago to be no newcomer. */
const since = new Date(now.getTime() - 400 * 86_400_000);

await describeInBrowser("a discussion in a browser", (browser) => {
  async function open(
    site: string,
    { headers }: Pick<SignedInReader, "headers">,
    { javaScriptEnabled = true, width = 1440 } = {},
  ): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      javaScriptEnabled,
    });
    onTestFinished(() => context.close());
    for (const each of headers.Cookie.split("; ")) {
      const [name = "", ...value] = each.split("=");
      await context.addCookies([{ name, value: value.join("="), url: site }]);
    }
    const page = await context.newPage();
    page.on("pageerror", (error) => expect.fail(error.message));
    return { page, context };
  }

  test.each([
    { javaScriptEnabled: true, width: 1440 },
    { javaScriptEnabled: false, width: 360 },
  ])(
    "a comment with mathematics is looked at, sent, answered, voted for, edited and deleted: %o",
    async (how) => {
      const { web, given } = await webForTest({ papers: [paper()] });
      const site = await serveApp(web);
      const ada = (await open(site, await signInAs(given, { since }), how)).page;
      const ben = (await open(site, await signInAs(given, { name: "Ben", since }), how)).page;
      const faults = async (page: Page) => (how.javaScriptEnabled ? await seriousFaults(page) : []);

      await ada.goto(site + address);
      await ada
        .getByLabel("Your comment")
        .fill("For $d = 1$ it is *sharp*:\n\n$$\\int_0^1 x^2\\,dx$$");
      await ada.getByRole("button", { name: "Preview" }).click();
      const preview = ada.getByRole("region", { name: "Preview" });
      await expect.poll(() => preview.locator("math").count(), soon).toBe(2);
      expect(await ada.getByLabel("Your comment").inputValue()).toContain("*sharp*");
      expect(await faults(ada)).toEqual([]);
      if (how.javaScriptEnabled) {
        await ada.getByLabel("Your comment").focus();
        await ada.keyboard.press("Control+Enter");
      } else await ada.getByRole("button", { name: "Send" }).click();
      await ada.waitForURL(/2603\.25280#comment-1$/, soon);
      const first = (page: Page) => page.locator("#comment-1");
      await expect.poll(() => first(ada).locator("math").count(), soon).toBe(2);
      expect(await ada.locator(".comment:target").count()).toBe(1);
      expect(await ada.getByLabel("Your comment").inputValue()).toBe("");
      expect(await faults(ada)).toEqual([]);

      await ben.goto(site + address);
      const vote = first(ben).getByRole("button", { name: /votes?$/ });
      await vote.click();
      await expect.poll(() => vote.getAttribute("aria-pressed"), soon).toBe("true");
      expect(await vote.innerText()).toContain("1");
      await first(ben).getByRole("link", { name: "Reply" }).click();
      await ben.getByLabel("Your reply to Ada").fill("Why is it?");
      expect(await faults(ben)).toEqual([]);
      await ben.getByRole("button", { name: "Send" }).click();
      await ben.waitForURL(/#comment-2$/, soon);
      await expect
        .poll(() => ben.locator(".answers #comment-2").innerText(), soon)
        .toMatch(/Ben.*Why is it\?/s);
      await ben.locator("summary", { hasText: "1 reply" }).click();
      await expect.poll(() => ben.locator("#comment-2").isVisible(), soon).toBe(false);

      await first(ada).getByRole("link", { name: "Edit" }).click();
      await ada.getByLabel("Your comment").fill("It is **not** sharp.");
      await ada.getByRole("button", { name: "Save" }).click();
      await ada.waitForURL(/2603\.25280#comment-1$/, soon);
      await expect.poll(() => first(ada).locator("strong").innerText(), soon).toBe("not");
      await first(ada).getByRole("link", { name: "edited" }).click();
      await expect.poll(() => ada.locator(".version del").count(), soon).toBeGreaterThan(0);
      expect(await faults(ada)).toEqual([]);
      await ada.getByRole("link", { name: "Back to the comment" }).click();
      await ada.getByRole("link", { name: "Delete" }).click();
      await ada.getByRole("button", { name: "Delete it" }).click();
      await ada.waitForURL(/2603\.25280#comment-1$/, soon);
      expect(await first(ada).innerText()).toBe("Deleted by its author");
      expect(await ada.locator("#comment-2").innerText()).toContain("Why is it?");
      expect(await ada.evaluate("document.documentElement.scrollWidth")).toBe(how.width);
    },
    90_000,
  );

  test("a draft survives a reload and what was refused, goes once it is sent, and at signing out", async () => {
    const { web, db, given } = await webForTest({ papers: [paper()] });
    const site = await serveApp(web);
    const ada = await signInAs(given, { since });
    const { page, context } = await open(site, ada);
    const field = page.getByLabel("Your comment");
    await page.goto(site + address);
    await field.fill("Half a thought");
    await page.reload();
    expect(await field.inputValue()).toBe("Half a thought");
    expect(await page.getByText("This is your draft").isVisible()).toBe(true);

    // Without the network nothing is lost, and it is said.
    await context.setOffline(true);
    await page.getByRole("button", { name: "Send" }).click();
    await expect.poll(() => page.getByText("The site could not be reached.").count(), soon).toBe(1);
    await context.setOffline(false);
    await field.fill("x".repeat(10_001));
    await page.getByRole("button", { name: "Send" }).click();
    await expect.poll(() => page.getByText("10000 characters at most").count(), soon).toBe(1);
    await page.reload();
    expect((await field.inputValue()).length).toBe(10_001);

    await field.fill("A whole thought");
    await page.getByRole("button", { name: "Send" }).click();
    await page.waitForURL(/#comment-1$/, soon);
    await expect.poll(() => page.locator("#comment-1").count(), soon).toBe(1);
    await page.reload();
    expect(await field.inputValue()).toBe("");

    await page.goto(`${site}/comments/1/reply`);
    await page.getByLabel("Your reply to Ada").fill("Ada’s secret");
    expect(await page.evaluate("JSON.stringify(localStorage)")).toContain("secret");
    await page.goto(`${site}/settings`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect.poll(() => page.getByRole("link", { name: "Sign in" }).count(), soon).not.toBe(0);
    expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("secret");
    expect(await db.selectFrom("comments").select("source").execute()).toEqual([
      { source: "A whole thought" },
    ]);
  }, 60_000);

  test("Send pressed twice at once writes one comment", async () => {
    const { web, db, given } = await webForTest({ papers: [paper()] });
    const site = await serveApp(web);
    const ada = await signInAs(given, { since });
    await say(db, { paper: 1, reader: ada.reader.id, now });
    const { page } = await open(site, ada, { javaScriptEnabled: false });
    await page.goto(site + address);
    await page.getByLabel("Your comment").fill("Twice");
    await page.getByRole("button", { name: "Send" }).dblclick();
    await page.waitForURL(/#comment-2$/, soon);
    expect(await page.locator("#comment-2").innerText()).toContain("Twice");
    expect(await page.locator(".comment").count()).toBe(2);
  }, 30_000);
});
