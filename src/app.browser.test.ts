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

const fixtures = join(import.meta.dirname, "../fixtures");

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

  async function startServer(settings: Record<string, string> = {}, files = ["stream.jsonl"]) {
    const DATA_DIR = temporaryFolder();
    for (const file of files) await broadsheet(["import", join(fixtures, file)], { DATA_DIR });
    const server = startBroadsheet(["serve"], { DATA_DIR, PORT: "0", ...settings });
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    return { DATA_DIR, address: /http:\S+/.exec(line.toString())![0] };
  }

  test.each([true, false])(
    "a reader opens, votes, searches, subscribes, confirms, gets the digest once and leaves (JavaScript: %s)",
    async (javaScriptEnabled) => {
      const post = await openPostOffice();
      // The address in the mail is the server's own, so the port is chosen beforehand.
      const port = await freePort();
      const { address, DATA_DIR } = await startServer({ SMTP_URL: post.url.href, PORT: port });
      const settings = { DATA_DIR, SMTP_URL: post.url.href, PORT: port };
      const page = await open(address, { javaScriptEnabled });

      const title = "Folding Laundry With Two Left Hands";
      const laundry = page.locator("article", { hasText: title });
      const vote = laundry.locator("[data-vote] button");
      expect(await vote.getAttribute("aria-pressed")).toBe("false");
      await Promise.all([page.waitForResponse(/\/vote$/), vote.click()]);
      await expect.poll(() => vote.getAttribute("aria-pressed")).toBe("true");
      await page.reload();
      expect(await vote.getAttribute("aria-pressed")).toBe("true");
      expect(await vote.innerText()).toContain("1");
      expect(await laundry.innerText()).toContain("1 vote");
      await laundry.locator("summary").click();
      expect(await laundry.locator("table").innerText()).toMatch(/1 vote.*Score/s);

      await page.goto(`${address}/search`);
      await page.locator("main input[name=q]").fill("gulls weather");
      await page.locator("main input[name=q]").press("Enter");
      await page.getByRole("link", { name: "Gulls as Weather Stations" }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("Gulls as Weather Stations");

      await page.goto(address);
      const box = page.locator("form[data-subscribe]").first();
      await box.locator("input[name=address]").fill("ada@university.example");
      await box.getByRole("button", { name: "Subscribe" }).click();
      await expect.poll(() => page.locator("body").innerText()).toContain("One more step");
      const letter = await mailAt(post, 0);
      const link = /http:\S+\/confirm\/\S+/.exec(letter.text!)![0];
      await page.goto(link);
      await page.locator("main form button").first().click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("You are subscribed.");

      const day = ["--day", "2026-03-27"];
      const composed = await broadsheet(["digest", ...day], settings);
      expect(composed.stdout).toContain("composed 1,");
      await broadsheet(["send"], settings);
      const digest = await mailAt(post, 1);
      expect(digest.html).toContain("Lullabies for Language Models");
      await broadsheet(["digest", ...day], settings);
      await broadsheet(["send"], settings);
      expect(post.received).toHaveLength(2);

      const unsubscribe = digest.headers.get("list") as unknown as {
        unsubscribe: { url: string };
      };
      const oneClick = await fetch(unsubscribe.unsubscribe.url, {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
        redirect: "manual",
      });
      expect(oneClick.status).toBe(200);
      expect(oneClick.headers.get("Set-Cookie")).toBeNull();
      const dry = await broadsheet(["digest", "--day", "2026-03-26", "--dry-run"], settings);
      expect(dry.stdout).toContain("composed 0,");
    },
    60_000,
  );

  test("axe finds nothing serious, and no page is wider than a phone", async () => {
    const { address } = await startServer();
    const page = await open(address);
    const paths = [
      "/",
      "/week/2026-W13",
      "/day/2026-03-28",
      "/since",
      "/since?day=2026-03-20",
      "/sections",
      "/sections/cs.RO",
      "/papers/2603.25001",
      "/papers/2603.99999",
      "/search",
      "/search?q=laundry",
      "/search?q=quantum+laundry",
      "/settings",
      "/subscribe",
      "/day/2026-03-27?minutes=5",
      "/trending",
      "/ranking",
      "/ranking?votes=1",
      "/status",
      "/day/2026-03-27/receipt",
    ];
    // All widths in both themes are looked at by faults.endurance.ts.
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 360, height: 800 });
    for (const path of paths) {
      // A page that is not there says so in the console as well; that is no fault of it.
      await page.goto(address + path.replace("2603.99999", "2603.25002"));
      expect(await seriousFaults(page), `on ${path}`).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${path} at 360 px`).toBeLessThanOrEqual(360);
    }
  }, 60_000);

  // `PICTURES=docs npm test` makes the README's pictures anew.
  test("the sample looks like a newspaper, on a desk and on a phone, by day and by night", async () => {
    const folder = process.env["PICTURES"] ?? temporaryFolder();
    const { address } = await startServer({}, []);
    await voteForSample(address);
    const page = await open(address);
    const pictures = [
      { name: "edition", path: "/", width: 1440, colorScheme: "light" },
      { name: "edition-dark", path: "/", width: 1440, colorScheme: "dark" },
      { name: "edition-phone", path: "/", width: 360, colorScheme: "light" },
      { name: "paper", path: "/papers/2407.06189", width: 1440, colorScheme: "light" },
      { name: "search", path: "/search?q=video+instruction", width: 1440, colorScheme: "light" },
    ] as const;
    for (const { name, path, width, colorScheme } of pictures) {
      await page.setViewportSize({ width, height: 1000 });
      await page.emulateMedia({ colorScheme });
      await page.goto(address + path);
      const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
      expect(picture.length).toBeGreaterThan(10_000);
    }
  }, 30_000);

  test("j, k, o and u work, slash goes to the search field, and single keys can be switched off", async () => {
    const { address } = await startServer();
    const page = await open(address);
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

    await page.goto(`${address}/settings`);
    await page.getByRole("button", { name: "Off" }).click();
    await page.waitForURL("**/settings?saved=keys#keys");
    await page.goto(address);
    await page.keyboard.press("j");
    expect(await focused()).not.toBe(await titles.first().innerText());
  }, 30_000);
});

/** The mail that arrived first, second …; waits until it is there. */
async function mailAt(post: PostOffice, index: number): Promise<ParsedMail> {
  const mail = await vi.waitUntil(() => post.received[index], { timeout: 15_000, interval: 50 });
  expect(mail.to).toBe("ada@university.example");
  return await simpleParser(mail.raw);
}

/** Some visitors and their votes, so that the picture shows what votes do. */
async function voteForSample(address: string): Promise<void> {
  const day: { paper: { id: string } }[] = await (
    await fetch(`${address}/api/daily_papers`)
  ).json();
  for (const [index, count] of [10, 9, 7, 4, 3, 1].entries()) {
    const { id } = day[index * 4]!.paper;
    for (let vote = 0; vote < count; vote++) {
      await fetch(`${address}/papers/${id}/vote`, {
        method: "POST",
        body: new URLSearchParams({ up: "1" }),
        redirect: "manual",
      });
    }
  }
}
