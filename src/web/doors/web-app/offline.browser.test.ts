import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser, faultsOfLooks, openPage } from "../../../../fixtures/browser.ts";
import { signInAs } from "../../../../fixtures/readers.ts";
import { serveApp } from "../../../../fixtures/served.ts";
import { paper, webForTest } from "../../../../fixtures/web.ts";

async function siteWithEditions(settings: Record<string, string> = {}) {
  const days = ["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"];
  const papers = days.map((day, n) =>
    paper({ identifier: `arxiv:2603.0000${n}`, title: `News of ${day}` }, day),
  );
  const test = await webForTest({ papers, settings });
  return { ...test, site: await serveApp(test.web) };
}

/** Once the worker answers for the page, and has kept what was open. */
async function installed(page: Page): Promise<void> {
  const state = async () =>
    await page.evaluate(async () => {
      const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
      const isInCharge = navigator.serviceWorker.controller !== null;
      return { worker: active?.state, isInCharge, keeps: await caches.has("broadsheet editions") };
    });
  await expect
    .poll(state, { timeout: 8_000 })
    .toEqual({ worker: "activated", isInCharge: true, keeps: true });
  await expect.poll(() => kept(page)).not.toEqual([]);
}

async function kept(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const store = await caches.open("broadsheet editions");
    return (await store.keys()).map(({ url }) => new URL(url).pathname).toSorted();
  });
}

const withWorkers = { serviceWorkers: "allow" } as const;

await describeInBrowser("reading offline", (browser: Browser) => {
  test("the last editions open without a network, and say of which day they are", async () => {
    const { site } = await siteWithEditions();
    const page = await openPage(browser, site, withWorkers);
    await page.context().addCookies([{ name: "theme", value: "dark", url: site }]);
    await page.goto(site);
    await installed(page);
    expect(await kept(page)).toEqual(["/day/2026-03-27"]);
    for (const day of ["2026-03-23", "2026-03-24", "2026-03-25"]) {
      await page.goto(`${site}/day/${day}`);
    }
    // Three are kept, and the newest day is always among them.
    await expect
      .poll(() => kept(page))
      .toEqual(["/day/2026-03-24", "/day/2026-03-25", "/day/2026-03-27"]);

    await page.context().setOffline(true);
    await page.goto(site);
    const note = page.locator(".offline-note");
    expect(await note.textContent()).toMatch(
      /^You are offline; this is the edition of Friday 27 March 2026, kept on \w+ \d+ \w+ at \d\d:\d\d\.$/,
    );
    expect(await page.locator("article h2").first().textContent()).toBe("News of 2026-03-27");
    // With its style sheet and its script.
    const ground = await page.evaluate(
      () => getComputedStyle(document.documentElement).backgroundColor,
    );
    expect(ground).toBe("rgb(23, 22, 20)");
    await page.locator("[data-vote] button").first().click();
    const refusal = page.locator("article .refusal");
    expect(await refusal.textContent()).toBe(
      "You are offline, so nothing was sent. Try once more when you are connected.",
    );
    expect(await faultsOfLooks(page, [["dark", 360]])).toEqual([]);
    // Below the actions of the paper, across it.
    const [told, vote] = [await refusal.boundingBox(), await page.locator(".vote").boundingBox()];
    expect(told!.y).toBeGreaterThanOrEqual(vote!.y + vote!.height);
    expect(told!.x).toBe(
      await page.locator("article h2").evaluate((h2) => h2.getBoundingClientRect().x),
    );
    // Whoever is connected again reads on where the page stood.
    const placeOfTitle = () =>
      page.locator("article h2").evaluate((h2) => h2.getBoundingClientRect().y);
    const place = await placeOfTitle();
    await page.context().setOffline(false);
    await expect.poll(() => note.textContent()).toMatch(/^You are connected again\./);
    expect(await placeOfTitle()).toBe(place);
    await page.context().setOffline(true);
    await page.goto(`${site}/day/2026-03-24`);
    expect(await note.textContent()).toContain("Tuesday 24 March 2026");
    // What is not kept leads to what is, in the look that the reader has chosen.
    for (const path of [
      "/day/2026-03-24?page=2",
      "/?minutes=5",
      "/sign-in",
      "/api",
      "/papers/2603.00004.md",
      "/papers/2603.00004",
    ]) {
      await page.goto(site + path);
      expect([path, await page.locator("h1").textContent()]).toEqual([
        path,
        "You are offline, and this page is not kept.",
      ]);
    }
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await faultsOfLooks(page, [["light", 1440]])).toEqual([]);
    await page.getByRole("link", { name: "Wednesday 25 March 2026" }).click();
    expect(await note.textContent()).toContain("Wednesday 25 March 2026");

    await page.context().setOffline(false);
    await page.getByRole("link", { name: "Load this page again" }).click();
    await expect.poll(() => note.count()).toBe(0);
    // Connected, nothing comes from what was kept.
    await page.goto(site);
    expect(await note.count()).toBe(0);
  });

  test("who signs out leaves nothing behind, nor does whoever reads as somebody else", async () => {
    const { site, given } = await siteWithEditions({ PRIVATE: "yes" });
    const ada = await signInAs(given, { name: "Ada" });
    const page = await openPage(browser, site, { ...withWorkers, headers: ada.headers });
    await page.goto(site);
    await installed(page);
    await page.goto(`${site}/settings`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect.poll(() => kept(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.goto(site);
    expect(await page.locator("main").textContent()).toContain("Nothing is kept yet.");
    await page.context().setOffline(false);

    // Signed out elsewhere: the next answer of the site is for nobody.
    const bea = await signInAs(given, { name: "Bea" });
    const other = await openPage(browser, site, { ...withWorkers, headers: bea.headers });
    await other.goto(site);
    await installed(other);
    await other.context().clearCookies();
    await other.goto(site);
    expect(new URL(other.url()).pathname).toBe("/sign-in");
    await expect.poll(() => kept(other)).toEqual([]);
  });

  test("a site that turns it off has browsers forget", async () => {
    const { given, web, site } = await siteWithEditions();
    const page = await openPage(browser, site, withWorkers);
    await page.goto(site);
    await installed(page);
    expect(await (await web.request("/")).text()).not.toContain("data-worker");
    Object.assign(given.config, { OFFLINE: false });
    await page.goto(site);
    await expect
      .poll(() =>
        page.evaluate(async () => [
          (await navigator.serviceWorker.getRegistrations()).length,
          (await caches.keys()).length,
        ]),
      )
      .toEqual([0, 0]);
  });
});
