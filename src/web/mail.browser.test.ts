// The pages behind the links in mail as readers use them, in a real browser.
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, faultsOfLooks, type Look } from "../../fixtures/browser.ts";
import { shareSite, type SharedSite } from "../../fixtures/shared-site.ts";
import { readConfig } from "../config.ts";
import { letterheadOf } from "../email/letters/letterhead.ts";
import { signConfirmation, signLink, type Purpose } from "../email/subscriptions/link-tokens.ts";
import {
  confirmSubscription,
  findByAddress,
  requestSubscription,
} from "../email/subscriptions/subscriptions.ts";
import type { Wish } from "../email/subscriptions/wish.ts";
import { links } from "../links.ts";
import { openDatabase } from "../store/database.ts";
import { instanceSecret } from "../store/instance.ts";

const wish: Wish = { frequency: "daily", follows: [{ query: "lullabies" }] };

await describeInBrowser("mail in a browser", (browser) => {
  // A reader for each test, who has had a letter.
  const shared = shareSite(async (settings, command) => {
    const readers = {
      ada: await subscribe(settings, "ada@university.example"),
      bea: await subscribe(settings, "bea@university.example"),
      cyd: await subscribe(settings, "cyd@university.example"),
    };
    await command("digest", "--day", "2026-03-27");
    return readers;
  });

  async function open(
    url: string,
    options: { javaScriptEnabled?: boolean; timezoneId?: string } = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 1200 },
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
    await page.goto(url);
    return page;
  }

  test.each([
    [true, "ben@university.example"],
    [false, "bob@university.example"],
  ])(
    "a search is followed by mail, after a look at the letter (JavaScript: %s)",
    async (javaScriptEnabled, address) => {
      const { site } = shared();
      const page = await open(`${site}/search?q=lullabies`, {
        javaScriptEnabled,
        timezoneId: "America/New_York",
      });
      await page.getByRole("link", { name: "By mail", exact: true }).click();
      expect(await page.locator("[name=q]").nth(1).inputValue()).toBe("lullabies");
      expect(await page.getByRole("radio", { name: /Only when/ }).isChecked()).toBe(true);
      // The browser's own clock is proposed where a script can tell it.
      expect(await page.locator("[name=zone]").inputValue()).toBe(
        javaScriptEnabled ? "America/New_York" : "UTC",
      );
      const main = page.locator("main");
      await main.locator("[name=address]").fill(address);
      await main.getByRole("button", { name: "Preview" }).click();
      await page.waitForURL(/\/subscribe\/preview\?/);
      expect(page.url()).not.toContain("university");
      // The letter of an alert has the one paper that was found.
      await page.getByRole("link", { name: "Read", exact: true }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("Lullabies for Language Models");
      await page.goBack();
      await page.goBack();
      await main.locator("[name=address]").fill(address);
      await main.getByRole("button", { name: "Subscribe" }).last().click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("One more step.");
    },
    60_000,
  );

  test.each([
    [true, "ada"],
    [false, "bea"],
  ] as const)(
    "a subscription is changed, paused and left, and its letters are read (JavaScript: %s)",
    async (javaScriptEnabled, name) => {
      const { site, [name]: reader } = shared();
      const { manage, letters } = reader;
      const page = await open(site + manage, { javaScriptEnabled });
      const headline = () => page.locator("h1").innerText();
      const note = () => page.locator("main [role=status]").innerText();

      await page.getByRole("radio", { name: /Once a week/ }).check();
      await page.getByRole("combobox", { name: "Length of a letter" }).selectOption("5 papers");
      await page.getByRole("button", { name: "Save" }).click();
      await expect.poll(note).toContain("Saved.");
      expect(await page.getByRole("radio", { name: /Once a week/ }).isChecked()).toBe(true);
      await page.getByRole("button", { name: "For a week" }).click();
      await expect.poll(note).toContain("Paused");
      await page.getByRole("button", { name: "Resume" }).click();
      await expect.poll(note).toContain("come again");

      // In the frame stands the letter; its links lead out of it.
      const frame = page.frameLocator("iframe");
      await frame.getByRole("link", { name: "Less like this" }).first().click();
      await expect.poll(headline).toBe("Less like this?");
      await page.getByRole("button", { name: "Yes, less like this" }).click();
      await expect.poll(headline).toBe("Less like this, from now on.");
      await page.getByRole("button", { name: "Undo" }).click();
      await expect.poll(headline).toBe("Less like this?");

      await page.goto(site + letters);
      await page.locator(".rows a").first().click();
      await page.getByRole("link", { name: "Read", exact: true }).first().click();
      await expect.poll(headline).toBe("Lullabies for Language Models");
      await page.goBack();
      // Who was given the letters to read can do no more.
      expect(await page.getByRole("link", { name: "Unsubscribe" }).count()).toBe(0);
      await page.goto(site + manage);
      await page.getByRole("link", { name: "Unsubscribe" }).last().click();
      await expect.poll(headline).toBe("Shall the letters end?");
      await page.getByRole("button", { name: "Once a week instead" }).waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Yes, unsubscribe me" }).click();
      await expect.poll(headline).toBe("You are unsubscribed.");
      await page.goto(site + manage);
      await expect.poll(headline).toBe("You are unsubscribed.");
    },
    60_000,
  );

  test("axe finds nothing serious, and nothing is wider than the window", async () => {
    const { site, cyd } = shared();
    const { manage, leave, letters, confirm } = cyd;
    const page = await open(site);
    const paths = [
      "/subscribe?q=lullabies",
      confirm,
      manage,
      leave,
      letters,
      `${manage}/less/2603.25002`,
    ];
    const looks: Look[] = [
      ["light", 360],
      ["dark", 768],
      ["dark", 1440],
    ];
    for (const path of paths) {
      await page.goto(site + path);
      expect(await faultsOfLooks(page, looks), `on ${path}`).toEqual([]);
    }
    // No script runs within a letter, and so no axe.
    await page.goto(`${site}${letters}/2026-03-27`);
    for (const [, width] of looks) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `a letter at ${width}`).toBeLessThanOrEqual(width);
    }
  }, 120_000);
});

/** Subscribes, and gives the pages of the subscription. */
async function subscribe(settings: SharedSite["settings"], address: string) {
  const db = openDatabase(settings.DATA_DIR);
  try {
    const config = readConfig(settings, settings.DATA_DIR);
    const secret = await instanceSecret(db);
    const keeper = { secret, dataDir: settings.DATA_DIR };
    const letterhead = letterheadOf({ config, secret });
    const now = new Date();
    await requestSubscription(db, { address, wish, letterhead, now });
    const subscription = (await findByAddress(db, address))!;
    const asked = await db
      .selectFrom("wishes")
      .selectAll()
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    await confirmSubscription(db, keeper, { subscription, wish, now });
    const token = (purpose: Purpose) => signLink(secret, purpose, subscription);
    const { id, asked_at: askedAt } = asked;
    return {
      confirm: links.confirm(signConfirmation(secret, { wish: id, of: subscription, askedAt })),
      manage: links.subscription(token("manage")),
      leave: links.unsubscribe(token("unsubscribe")),
      letters: links.letters(token("read")),
    };
  } finally {
    await db.destroy();
  }
}
