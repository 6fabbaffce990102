// From an invitation to an account and to its end, as people go that way, in a real browser.
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, seriousFaults } from "../../fixtures/browser.ts";
import { temporaryFolder } from "../../fixtures/instance.ts";
import { broadsheet, freePort, startBroadsheet } from "../../fixtures/program.ts";
import { unzip } from "../../fixtures/unzip.ts";

await describeInBrowser("invitations in a browser", (browser) => {
  async function startSite() {
    const DATA_DIR = temporaryFolder();
    const PORT = await freePort();
    const site = `http://localhost:${PORT}`;
    const settings = { DATA_DIR, PORT, SITE_URL: site, REGISTRATION: "invitation" };
    const server = startBroadsheet(["serve"], settings);
    await once(server.stdout, "data");
    const { stdout } = await broadsheet(
      ["user", "add", "ada@university.example", "--name", "Ada", "--role", "owner"],
      settings,
    );
    return { DATA_DIR, site, wayIn: stdout.trim() };
  }

  async function openContext(javaScriptEnabled: boolean): Promise<BrowserContext> {
    const context = await browser.newContext({ javaScriptEnabled });
    onTestFinished(() => context.close());
    return context;
  }

  const headline = (page: Page) => () => page.locator("h1").innerText();

  /** The link in the newest letter, which is a file where there is no mail server. */
  async function letterLink(dataDir: string): Promise<string> {
    const folder = join(dataDir, "mail");
    const letters = () => readdirSync(folder).filter((name) => name.endsWith(".eml"));
    await expect.poll(letters, { timeout: 15_000 }).toHaveLength(1);
    const { text = "" } = await simpleParser(readFileSync(join(folder, letters()[0]!)));
    return /http\S+\/sign-in\/\S+/.exec(text)![0];
  }

  test("somebody is invited, joins without JavaScript, takes the data along and leaves", async () => {
    const { DATA_DIR, site, wayIn } = await startSite();
    const ada = await (await openContext(true)).newPage();
    await ada.goto(wayIn);
    await ada.getByRole("button", { name: "Sign in" }).click();
    await ada.goto(`${site}/invitations`);
    await ada.getByLabel("A word to them").fill("From the seminar");
    await ada.getByRole("button", { name: "Make a link" }).click();
    const link = await ada.locator("[data-copied]").innerText();
    expect(await ada.getByRole("button", { name: "Copy" }).isVisible()).toBe(true);
    expect(await seriousFaults(ada)).toEqual([]);

    const bea = await (await openContext(false)).newPage();
    await bea.goto(link);
    expect(await bea.locator("main").innerText()).toContain("Ada invites you: “From the seminar”");
    await bea.getByRole("button", { name: "Make an account" }).click();
    await bea.getByLabel("Your mail address").first().fill("bea@university.example");
    await bea.getByRole("button", { name: "Send me a link" }).click();
    await expect.poll(headline(bea)).toBe("One more step.");
    await bea.goto(await letterLink(DATA_DIR));
    await bea.getByLabel("Your name").fill("Bea");
    await bea.getByRole("button", { name: "Make the account" }).click();
    await bea.waitForURL(`${site}/`);

    await ada.goto(`${site}/invitations`);
    expect(await ada.locator("#own").innerText()).toContain("By it came Bea.");
    expect(await ada.locator("#tree").innerText()).toContain("Bea");
    await ada.goto(`${site}/settings/data`);
    expect(await seriousFaults(ada)).toEqual([]);

    await bea.goto(`${site}/settings/data`);
    const coming = bea.waitForEvent("download");
    await bea.getByRole("button", { name: "Download the archive" }).click();
    const archive = unzip(readFileSync(await (await coming).path()));
    expect(archive.get("account.json")).toContain("bea@university.example");
    const field = bea.getByLabel("To say yes");
    await field.fill("somebody@university.example");
    await bea.getByRole("button", { name: "Delete my account" }).click();
    await expect.poll(() => bea.locator("#address-error").innerText()).toContain("write bea@");
    expect(await field.inputValue()).toBe("somebody@university.example");
    await field.fill("bea@university.example");
    await bea.getByRole("button", { name: "Delete my account" }).click();
    await expect.poll(headline(bea)).toBe("Your account is deleted.");
    await bea.goto(`${site}/invitations`);
    await expect.poll(headline(bea)).toBe("Sign in.");
    await ada.goto(`${site}/invitations`);
    expect(await ada.locator("#own").innerText()).toContain("By it came 1\u00a0former reader.");
  }, 60_000);
});
