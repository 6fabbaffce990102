// Passkeys, the institution and the settings as readers use them, in a real browser.
import type { Hono } from "hono";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, faultsOfLooks } from "../../fixtures/browser.ts";
import { openInstitution } from "../../fixtures/institution.ts";
import { signInAs, type SignedInReader } from "../../fixtures/readers.ts";
import { serveApp } from "../../fixtures/served.ts";
import { paper, webForTest } from "../../fixtures/web.ts";

/** However busy the machine is. */
const soon = { timeout: 10_000 };

await describeInBrowser("settings in a browser", (browser) => {
  /** A site that knows its own address, as passkeys and institutions need it. */
  async function openSite(settings: Record<string, string> = {}) {
    let app: Hono | undefined;
    const served = await serveApp({ fetch: (...asked) => app!.fetch(...asked) });
    const site = `http://localhost:${new URL(served).port}`;
    const test = await webForTest({
      papers: [paper()],
      settings: { SITE_URL: site, ...settings },
      at: new Date(),
    });
    app = test.web;
    return { site, ...test };
  }

  async function open(
    url: string,
    { reader, ...options }: { reader?: SignedInReader; javaScriptEnabled?: boolean } = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    onTestFinished(() => context.close());
    const [name, value] = reader?.headers.Cookie.split("=") ?? [];
    if (name) await context.addCookies([{ name, value: decodeURIComponent(value!), url }]);
    const page = await context.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") failures.push(message.text());
    });
    // A passkey that was removed is refused, and the browser notes it.
    const isExpected = (failure: string) => failure.includes("status of 400");
    onTestFinished(() => expect(failures.filter((each) => !isExpected(each))).toEqual([]));
    await page.goto(url);
    return page;
  }

  test("a passkey is added, signs in from the button and from the field, and when removed no more", async () => {
    const { site, given, db } = await openSite();
    const reader = await signInAs(given);
    const page = await open(`${site}/settings`, { reader });
    const device = await page.context().newCDPSession(page);
    await device.send("WebAuthn.enable");
    await device.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByRole("button", { name: "Add a passkey" }).press("Enter");
    const row = page.locator(".own-rows > li", { hasText: "Chrome on Linux" });
    await expect.poll(() => row.count(), soon).toBeGreaterThan(0);
    await expect.poll(() => page.locator("#passkeys").innerText(), soon).toContain("Saved.");
    // The same device is not asked for a second one.
    await page.getByRole("button", { name: "Add a passkey" }).press("Enter");
    const says = page.locator("#passkeys [role=alert]");
    await expect.poll(() => says.innerText(), soon).toContain("has a passkey for this account");

    const signOut = async () => {
      await page.goto(`${site}/settings`);
      await page.getByRole("button", { name: "Sign out", exact: true }).press("Enter");
      await expect
        .poll(() => page.locator(".settings-note").innerText(), soon)
        .toContain("signed out");
    };
    await signOut();
    // The field offers it by itself: with a device that answers at once nothing need be pressed.
    await page.goto(`${site}/sign-in?next=/trending`);
    await page.waitForURL(`${site}/trending`);
    await signOut();
    // One whose browser does not offer it there presses the button.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
    await page.goto(`${site}/sign-in?next=/status`);
    await page.getByRole("button", { name: "Sign in with a passkey" }).press("Enter");
    await page.waitForURL(`${site}/status`);

    await page.goto(`${site}/settings`);
    await page.locator("summary", { hasText: "Change" }).first().press("Enter");
    await page.getByRole("button", { name: /^Remove Chrome/ }).press("Enter");
    await expect.poll(() => page.locator(".own-rows summary").count(), soon).toBe(0);
    expect(await db.selectFrom("passkeys").select("id").execute()).toEqual([]);
    await signOut();
    await page.goto(`${site}/sign-in`);
    await page.getByRole("button", { name: "Sign in with a passkey" }).press("Enter");
    const refused = page.locator("[data-passkey-says]");
    await expect.poll(() => refused.innerText(), soon).toContain("That did not work.");
  }, 60_000);

  test.each([true, false])(
    "the institution’s button leads there and back (JavaScript: %s)",
    async (javaScriptEnabled) => {
      const institution = await openInstitution();
      const { site } = await openSite(institution.settings);
      const page = await open(`${site}/sign-in?next=/settings`, { javaScriptEnabled });
      await page.getByRole("button", { name: "Sign in with the University" }).press("Enter");
      await page.waitForURL(`${site}/settings`, soon);
      expect(await page.locator("#name input[name=name]").inputValue()).toBe("Ada Lovelace");
    },
    30_000,
  );

  test.each([true, false])(
    "each answer is kept at once, said beside the question, and stands on every page (JavaScript: %s)",
    async (javaScriptEnabled) => {
      const { site, given } = await openSite();
      const reader = await signInAs(given);
      const page = await open(`${site}/settings`, { reader, javaScriptEnabled });
      const question = (name: string) => page.locator(`#${name}`);
      const isSaved = async (name: string) =>
        await expect.poll(() => question(name).innerText(), soon).toContain("Saved.");

      await page.getByRole("button", { name: "Dark" }).press("Enter");
      await isSaved("theme");
      await page.getByLabel("Language of dates").selectOption("Deutsch");
      await question("dates").getByRole("button", { name: "Save" }).press("Enter");
      await isSaved("dates");
      await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
      await question("zone").getByRole("button", { name: "Save" }).press("Enter");
      await isSaved("zone");
      await page.getByLabel("Name", { exact: true }).fill("A@B");
      await page.getByLabel("Name", { exact: true }).press("Enter");
      await expect.poll(() => question("name").innerText(), soon).toContain("A name has no @");
      await page.getByLabel("Name", { exact: true }).fill("Ada Byron");
      await page.getByLabel("Name", { exact: true }).press("Enter");
      await isSaved("name");

      await page.goto(`${site}/day/2026-03-27`);
      expect(await page.locator("h1").innerText()).toBe("Freitag, 27. März 2026");
      expect(await page.locator("h1 [lang]").getAttribute("lang")).toBe("de");
      expect(await page.locator(".nav-own").innerText()).toBe("Ada Byron");
      const ground = await page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
      expect(ground).toBe("rgb(23, 22, 20)");
      await page.goto(`${site}/status`);
      expect(await page.locator(".status-links").innerText()).toContain("Tokyo\u00a0time");
    },
    60_000,
  );

  test("axe finds nothing serious, and nothing is wider than the window", async () => {
    const institution = await openInstitution();
    const { site, given } = await openSite(institution.settings);
    const reader = await signInAs(given, { name: "Ada", role: "owner" });
    const stranger = await open(site);
    const page = await open(site, { reader });
    for (const [who, path] of [
      [page, "/settings?saved=theme"],
      [stranger, "/settings"],
      [stranger, "/sign-in"],
    ] as const) {
      await who.goto(site + path);
      const faults = await faultsOfLooks(who, [
        ["light", 360],
        ["dark", 768],
        ["light", 1440],
      ]);
      expect(faults, `on ${path}`).toEqual([]);
    }
  }, 120_000);
});
