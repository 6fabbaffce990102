// The page of the API as it is used, in a real browser: with a script and without.
import { expect, test } from "vitest";
import { describeInBrowser, faultsOfLooks, openPage } from "../../fixtures/browser.ts";
import { signInAs } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { manyPapers, now, webForTest } from "../../fixtures/web.ts";
import { createApp } from "../app.ts";
import { makeToken } from "../community/tokens/tokens.ts";

await describeInBrowser("the page of the API in a browser", (browser) => {
  async function serve() {
    const { given, db } = await webForTest({ papers: manyPapers(2) });
    const { reader } = await signInAs(given);
    const token = await makeToken(db, {
      reader: reader.id,
      name: "votes",
      scopes: ["votes"],
      days: undefined,
      now,
    });
    return { site: await serveApp(createApp(given)), token };
  }

  test("a route is tried in place, with the token that was typed, by keyboard alone", async () => {
    const { site, token } = await serve();
    const page = await openPage(browser, site, {});
    await page.addInitScript(watchMoves);
    await page.goto(`${site}/api`);
    await page.getByLabel("Your token").waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { moves: number }).moves)).toBe(0);
    await page.goto(`${site}/api#listEditionPapers`);
    const route = page.locator("#listEditionPapers");
    await route.getByLabel("limit").fill("1");
    await page.keyboard.press("Enter");
    const answer = route.locator("[data-answer] pre");
    await answer.waitFor();
    expect(await route.getByRole("status").textContent()).toMatch(/^200 OK, after \d+ ms$/);
    const { items } = JSON.parse((await answer.textContent())!) as { items: unknown[] };
    expect(items).toHaveLength(1);
    expect(await route.locator("[data-answer]").textContent()).toContain("link: <");

    const writing = page.locator("#voteForPaper");
    await writing.locator("summary").press("Enter");
    const send = writing.getByRole("button", { name: "Send it" });
    await send.press("Enter");
    await writing.locator("[data-answer] pre").waitFor();
    expect(await writing.getByRole("status").textContent()).toMatch(/^401 Unauthorized/);
    await page.getByLabel("Your token").fill(token);
    await send.press("Enter");
    await expect.poll(() => writing.getByRole("status").textContent()).toMatch(/^200 OK/);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(await page.evaluate(() => document.cookie)).not.toContain("bsh_");

    await page.locator("#writeComment summary").click();
    await page.locator("#shape-Paper summary").click();
    const looks = [
      ["light", 1440],
      ["dark", 360],
    ] as const;
    expect(await faultsOfLooks(page, looks)).toEqual([]);
    await page.reload();
    expect(await page.getByLabel("Your token").inputValue()).toBe("");
  });

  test("without a script the form opens the answer itself", async () => {
    const { site } = await serve();
    const page = await openPage(browser, site, { javaScriptEnabled: false });
    await page.goto(`${site}/api`);
    await page.locator("#getPaper summary").click();
    await page.locator("#getPaper").getByRole("button", { name: "Try it" }).click();
    expect(page.url()).toMatch(/\/api\/v1\/papers\/2603\.\d{5}$/);
    expect(await page.textContent("body")).toContain('"title":"Paper');
    await page.goBack();
    await page.locator("#writeComment summary").click();
    const writing = page.locator("#writeComment");
    expect(await writing.getByRole("button").count()).toBe(0);
    expect(await writing.getByRole("textbox").count()).toBe(0);
    expect(await writing.innerText()).toMatch(/takes a script.*curl -X POST/s);
    expect(await page.getByLabel("Your token").isVisible()).toBe(false);
  });
});

/** What is laid out anew while the page comes. */
function watchMoves(): void {
  const watched = globalThis as unknown as { moves: number };
  watched.moves = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      watched.moves += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}
