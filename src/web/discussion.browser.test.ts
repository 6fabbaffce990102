// A discussion in a real browser: a comment with mathematics, a reply, an edit, a vote, a deletion and
// drafts; with a script and without, by keyboard and by touch.
import type { BrowserContext, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser, openPage, seriousFaults } from "../../fixtures/browser.ts";
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
    { javaScriptEnabled = true, width = 1440, hasTouch = false } = {},
  ): Promise<{ page: Page; context: BrowserContext }> {
    const how = { headers, javaScriptEnabled, width, hasTouch, isMobile: hasTouch };
    const page = await openPage(browser, site, how);
    return { page, context: page.context() };
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
      const vote = first(ben).getByRole("button", { name: /votes? for Ada$/ });
      await vote.click();
      await expect.poll(() => vote.getAttribute("aria-pressed"), soon).toBe("true");
      expect((await vote.textContent())!.replaceAll(/\s+/g, " ")).toBe("1 vote for Ada");
      await first(ben).getByRole("link", { name: "Reply to Ada" }).click();
      const focused = () => ben.evaluate(() => document.activeElement?.id);
      await expect.poll(focused, soon).toBe("comment-source");
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
    await expect
      .poll(() => page.getByText("You are offline, so nothing was sent.").count(), soon)
      .toBe(1);
    await context.setOffline(false);
    await field.fill("x".repeat(10_001));
    await page.getByRole("button", { name: "Send" }).click();
    await expect.poll(() => page.getByText("10,000 characters at most").count(), soon).toBe(1);
    await page.reload();
    expect((await field.inputValue()).length).toBe(10_001);

    await field.fill("A whole");
    await page.getByRole("button", { name: "Preview" }).click();
    // It is read out, the way on leads to the buttons, and it does not outlive its text.
    const preview = page.getByRole("region", { name: "Preview" });
    await expect.poll(() => preview.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Send");
    await field.fill("A whole thought");
    expect(await preview.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Send" }).click();
    await page.waitForURL(/#comment-1$/, soon);
    await expect.poll(() => page.locator("#comment-1").count(), soon).toBe(1);
    await page.reload();
    expect(await field.inputValue()).toBe("");

    await page.goto(`${site}/comments/1/reply`);
    await page.getByLabel("Your reply to Ada").fill("Ada’s secret");
    expect(await page.evaluate("JSON.stringify([localStorage, sessionStorage])")).toContain(
      "secret",
    );
    await page.goto(`${site}/settings`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect.poll(() => page.getByRole("link", { name: "Sign in" }).count(), soon).not.toBe(0);
    expect(await page.evaluate("JSON.stringify([localStorage, sessionStorage])")).not.toContain(
      "secret",
    );
    expect(await db.selectFrom("comments").select("source").execute()).toEqual([
      { source: "A whole thought" },
    ]);
  }, 60_000);

  test("by touch a newcomer follows, finds the form of a long discussion, and sees that the comment waits", async () => {
    const { web, db, given } = await webForTest({ papers: [paper()] });
    const site = await serveApp(web);
    const ben = await signInAs(given, { name: "Ben", since });
    const figures = "0.123456789123 0.987654321987 0.456789123456".split(" ").join(" | ");
    const source = `| a | b | c |\n| - | - | - |\n| ${figures} |\n\nIt holds.`;
    for (let n = 0; n < 20; n++) {
      await say(db, { paper: 1, reader: ben.reader.id, source: `${source} ${n}`, now });
    }
    await say(db, { paper: 1, reader: ben.reader.id, source: "A reply", parent: 1, now });
    const ada = await signInAs(given, { since: now });
    const { page } = await open(site, ada, { width: 320, hasTouch: true });
    const inView = (element: Locator) =>
      element.evaluate((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
    await page.goto(site + address);
    await page.getByRole("button", { name: "Follow this discussion" }).tap();
    await page.getByRole("button", { name: "Following this discussion" }).waitFor();

    // Figures are not split: the table scrolls, by keyboard too.
    const table = page.locator("#comment-1 table");
    expect(await table.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeGreaterThan(0);
    expect(await table.evaluate((each) => (each as HTMLElement).tabIndex)).toBe(0);
    expect(
      await table
        .locator("td")
        .first()
        .evaluate((each) => each.clientHeight),
    ).toBeLessThan(40);

    const reply = page.locator("#comment-21");
    await page.getByText("1 reply").tap();
    await expect.poll(() => reply.isVisible(), soon).toBe(false);

    await page.getByRole("link", { name: "Write a comment" }).tap();
    const field = page.getByLabel("Your comment");
    await expect.poll(() => inView(field), soon).toBe(true);
    await field.fill("My first words, https://example.org/");
    await page.getByRole("button", { name: "Send" }).tap();
    await page.waitForURL(/#comment-22$/, soon);
    const own = page.locator("#comment-22");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.id), soon)
      .toBe("comment-22");
    expect(await inView(own.getByText("Waits for a moderator"))).toBe(true);
    expect(await page.evaluate(() => history.scrollRestoration)).toBe("auto");
    // Whoever goes on and back finds the place again.
    const before = await page.evaluate(() => Math.round(scrollY));
    expect(before).toBeGreaterThan(1000);
    await own.getByRole("link", { name: "Edit" }).tap();
    await page.waitForURL(/edit$/, soon);
    await page.goBack();
    await expect.poll(() => page.evaluate(() => Math.round(scrollY)), soon).toBe(before);

    // What was folded stays so, but not before whoever follows a link into it.
    expect(await reply.isVisible()).toBe(false);
    await page.goto(`${site}${address}?order=time#comment-21`);
    expect(await reply.isVisible()).toBe(true);
  }, 30_000);

  test("what is refused to whoever is suspended is said where they are, and sent once", async () => {
    const { web, given } = await webForTest({ papers: [paper()] });
    const site = await serveApp(web);
    const mona = await signInAs(given, { name: "Mona", role: "moderator", since });
    const ada = await signInAs(given, { since });
    const { page } = await open(site, ada, { width: 360 });
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
    });
    await page.goto(site + address);
    await page.getByLabel("Your comment").fill("Not in time");
    const fields = { act: "restrict", span: "week", reason: "insult", sentence: "Cool down." };
    expect((await web.request("/people/ada/moderate", mona.form(fields))).status).toBe(303);
    await page.getByRole("button", { name: "Send" }).click();
    const told = page.getByRole("alert").filter({ hasText: "Cool down." });
    await expect.poll(() => told.count(), soon).toBe(1);
    const vote = page.locator("[data-vote] button").first();
    await vote.click();
    await expect.poll(() => told.count(), soon).toBe(2);
    expect(await vote.getAttribute("aria-pressed")).toBe("false");
    expect(sent).toEqual([`${address}/discussion`, `${address}/vote`]);
    expect(page.url()).toBe(site + address);
    expect(await page.getByLabel("Your comment").inputValue()).toBe("Not in time");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    expect(await seriousFaults(page)).toEqual([]);

    // Signed out elsewhere meanwhile, the form is made for nobody: the page that comes back has the text.
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("You are signed out, so nothing was sent.").waitFor();
    expect(await page.getByLabel("Your comment").inputValue()).toBe("Not in time");
  }, 30_000);

  test("two tabs keep a draft each, whichever is sent or dropped first", async () => {
    const { web, given } = await webForTest({ papers: [paper()] });
    const site = await serveApp(web);
    const { page: one, context } = await open(site, await signInAs(given, { since }));
    const two = await context.newPage();
    const field = (page: Page) => page.getByLabel("Your comment");
    await one.goto(site + address);
    await field(one).fill("One");
    // A tab opened later proposes what was typed last; there it becomes something else and is sent.
    await two.goto(site + address);
    expect(await field(two).inputValue()).toBe("One");
    await field(two).fill("Two");
    await two.getByRole("button", { name: "Send" }).click();
    await expect.poll(() => two.locator("#comment-1").count(), soon).toBe(1);
    await expect.poll(() => field(two).inputValue(), soon).toBe("");
    await one.reload();
    expect(await field(one).inputValue()).toBe("One");
    // And the other way about.
    await field(two).fill("Three");
    await one.getByRole("button", { name: "Drop it" }).click();
    await one.reload();
    await two.reload();
    expect(await field(two).inputValue()).toBe("Three");
    // What a closed tab leaves is the next one's; once sent it comes back nowhere.
    await two.close();
    const three = await context.newPage();
    await three.goto(site + address);
    expect(await field(three).inputValue()).toBe("Three");
    await three.getByRole("button", { name: "Send" }).click();
    await expect.poll(() => three.locator("#comment-2").count(), soon).toBe(1);
    expect(await three.evaluate("JSON.stringify(localStorage)")).not.toContain("draft");
  }, 30_000);

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
