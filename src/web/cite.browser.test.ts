// How to cite a paper, in a real browser.
import { expect, test } from "vitest";
import { describeInBrowser, faultsOfLooks, openPage } from "../../fixtures/browser.ts";
import { shareSite } from "../../fixtures/shared-site.ts";

await describeInBrowser("citing in a browser", (browser) => {
  const shared = shareSite();

  test("a style is chosen by keys and without a script, and with one what is shown is copied", async () => {
    const path = `${shared().site}/papers/2603.24001`;
    const page = await openPage(browser, path, { javaScriptEnabled: false });
    await page.goto(path);
    const shown = async () =>
      await page
        .locator(".cite-form")
        .evaluateAll((forms) =>
          forms
            .filter((form) => form.checkVisibility({ visibilityProperty: true }))
            .map((form) => form.getAttribute("data-form")),
        );
    expect(await shown()).toEqual(["bibtex"]);
    await page.getByRole("radio", { name: "BibTeX", exact: true }).focus();
    for (let pressed = 0; pressed < 2; pressed++) await page.keyboard.press("ArrowRight");
    expect(await shown()).toEqual(["apa"]);
    expect(await page.getByRole("button", { name: "Copy" }).count()).toBe(0);

    const scripted = await openPage(browser, path, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await scripted.goto(path);
    await scripted.getByRole("radio", { name: "Vancouver" }).check();
    await scripted.getByRole("button", { name: "Copy" }).click();
    await scripted.getByRole("button", { name: "Copied" }).waitFor();
    // Whichever is chosen, nothing moves.
    for (const width of [360, 1440]) {
      await scripted.setViewportSize({ width, height: 800 });
      const places = new Set<number>();
      for (const radio of await scripted.getByRole("radio").all()) {
        await radio.check();
        places.add(
          await scripted
            .locator(".cite-files")
            .evaluate((files) => files.getBoundingClientRect().top + scrollY),
        );
      }
      expect(places.size).toBe(1);
    }
    const copied = await scripted.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(
      /\[Preprint\]\. 2026 .*Available from: https:\/\/doi\.org\/10\.48550\/arXiv\.2603\.24001$/,
    );
    expect(
      await faultsOfLooks(scripted, [
        ["light", 1440],
        ["dark", 360],
      ]),
    ).toEqual([]);
  });
});
