// The main path as a reader walks it, in a real browser, with a real server and a real mail server.
import { once } from "node:events";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test, vi } from "vitest";
import { describeInBrowser, seriousFaults } from "../fixtures/browser.ts";
import { temporaryFolder } from "../fixtures/instance.ts";
import { openPostOffice, type PostOffice } from "../fixtures/post-office.ts";
import { broadsheet, freePort, startBroadsheet } from "../fixtures/program.ts";
import { shareSite } from "../fixtures/shared-site.ts";

const stream = join(import.meta.dirname, "../fixtures/stream.jsonl");

await describeInBrowser("in a browser", (browser) => {
  async function open(
    address: string,
    options: { javaScriptEnabled?: boolean } = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") failures.push(message.text());
    });
    onTestFinished(() => expect(failures).toEqual([]));
    await page.goto(address);
    return page;
  }

  // For whoever changes nothing but a vote.
  const shared = shareSite();

  async function startServer(settings: Record<string, string>) {
    const DATA_DIR = temporaryFolder();
    await broadsheet(["import", stream], { DATA_DIR });
    const server = startBroadsheet(["serve"], { DATA_DIR, PORT: "0", ...settings });
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    return { DATA_DIR, address: /http:\S+/.exec(line.toString())![0] };
  }

  test("readers with JavaScript and without open, vote, search, subscribe, confirm, get the digest once and leave", async () => {
    const post = await openPostOffice();
    // The address in the mail is the server's own, so the port is chosen beforehand.
    const port = await freePort();
    const { address, DATA_DIR } = await startServer({ SMTP_URL: post.url.href, PORT: port });
    const settings = { DATA_DIR, SMTP_URL: post.url.href, PORT: port };
    const readers = [
      { mail: "ada@university.example", javaScriptEnabled: true },
      { mail: "ben@university.example", javaScriptEnabled: false },
    ];

    for (const [before, { mail, javaScriptEnabled }] of readers.entries()) {
      const page = await open(address, { javaScriptEnabled });
      const title = "Folding Laundry With Two Left Hands";
      const laundry = page.locator("article", { hasText: title });
      const vote = laundry.locator("[data-vote] button");
      const votes = before === 0 ? "1 vote" : `${before + 1} votes`;
      expect(await vote.getAttribute("aria-pressed")).toBe("false");
      await Promise.all([page.waitForResponse(/\/vote$/), vote.click()]);
      await expect.poll(() => vote.getAttribute("aria-pressed")).toBe("true");
      await page.reload();
      expect(await vote.getAttribute("aria-pressed")).toBe("true");
      expect(await vote.innerText()).toContain(String(before + 1));
      expect(await laundry.innerText()).toContain(votes);
      await laundry.locator("summary").click();
      expect(await laundry.locator("table").innerText()).toMatch(
        new RegExp(`${votes}.*Score`, "s"),
      );

      await page.goto(`${address}/search`);
      await page.locator("main input[name=q]").fill("gulls weather");
      await page.locator("main input[name=q]").press("Enter");
      await page.getByRole("link", { name: "Gulls as Weather Stations" }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("Gulls as Weather Stations");

      await page.goto(address);
      const box = page.locator("form[data-subscribe]").first();
      await box.locator("input[name=address]").fill(mail);
      await box.getByRole("button", { name: "Subscribe" }).click();
      await expect.poll(() => page.locator("body").innerText()).toContain("One more step");
      const letter = await mailTo(post, mail, 0);
      const link = /http:\S+\/confirm\/\S+/.exec(letter.text!)![0];
      await page.goto(link);
      await page.locator("main form button").first().click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("You are subscribed.");
    }

    const day = ["--day", "2026-03-27"];
    const composed = await broadsheet(["digest", ...day], settings);
    expect(composed.stdout).toContain("composed 2,");
    await broadsheet(["send"], settings);
    const digests = [
      await mailTo(post, readers[0]!.mail, 1),
      await mailTo(post, readers[1]!.mail, 1),
    ];
    await broadsheet(["digest", ...day], settings);
    await broadsheet(["send"], settings);
    expect(post.received).toHaveLength(4);

    for (const digest of digests) {
      expect(digest.html).toContain("Lullabies for Language Models");
      const { unsubscribe } = digest.headers.get("list") as unknown as {
        unsubscribe: { url: string };
      };
      const oneClick = await fetch(unsubscribe.url, {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
        redirect: "manual",
      });
      expect(oneClick.status).toBe(200);
      expect(oneClick.headers.get("Set-Cookie")).toBeNull();
    }
    const dry = await broadsheet(["digest", "--day", "2026-03-26", "--dry-run"], settings);
    expect(dry.stdout).toContain("composed 0,");
  }, 90_000);

  test("axe finds nothing serious, and no page is wider than a phone", async () => {
    const { site } = shared();
    const page = await open(site);
    // These and the rest, in all widths and both themes, are looked at by faults.endurance.ts.
    const paths = [
      "/",
      "/week/2026-W13",
      "/since",
      "/sections/cs.RO",
      "/papers/2603.25001",
      "/search?q=quantum+laundry",
      "/settings",
      "/subscribe",
      "/trending",
      "/ranking",
      "/status",
      "/day/2026-03-27/receipt",
    ];
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 360, height: 800 });
    for (const path of paths) {
      await page.goto(site + path);
      expect(await seriousFaults(page), `on ${path}`).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${path} at 360 px`).toBeLessThanOrEqual(360);
    }
  }, 60_000);

  test("j, k, o and u work, slash goes to the search field, and single keys can be switched off", async () => {
    const { site } = shared();
    const page = await open(site);
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    const titles = page.locator("a.title");
    const [first, second] = await titles.allInnerTexts();
    const paper = await titles.first().getAttribute("href");
    await page.keyboard.press("j");
    expect(await focused()).toBe(first);
    await page.keyboard.press("j");
    expect(await focused()).toBe(second);
    await page.keyboard.press("u");
    const vote = page.locator("article").nth(1).locator("[data-vote] button");
    await expect.poll(() => vote.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("k");
    await page.keyboard.press("o");
    await page.waitForURL(`**${paper}`);
    await page.keyboard.press("/");
    const field = () => page.evaluate(() => (document.activeElement as HTMLInputElement).name);
    await expect.poll(field).toBe("q");

    await page.goto(`${site}/settings`);
    await page.getByRole("button", { name: "Off" }).click();
    await page.waitForURL("**/settings?saved=keys#keys");
    await page.goto(site);
    await page.keyboard.press("j");
    expect(await focused()).not.toBe(await titles.first().innerText());
  }, 30_000);
});

/** The mail that came to somebody first, second …; waits until it is there. */
async function mailTo(post: PostOffice, address: string, index: number): Promise<ParsedMail> {
  const mail = await vi.waitUntil(() => post.received.filter(({ to }) => to === address)[index], {
    timeout: 15_000,
    interval: 50,
  });
  return await simpleParser(mail.raw);
}
