// Letters as mail programs show them that are made of a browser, as most are.
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { describeInBrowser, faultsOfLooks, type Look } from "../../../fixtures/browser.ts";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { invented } from "../../../fixtures/invented.ts";
import { composeIn, lettersTo, openOffice, subscribe } from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import type { Judges } from "../../ranking/judgements.ts";

await describeInBrowser("letters in a browser", (browser) => {
  async function show(html: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const isPhone = width < 600;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      ...(isPhone && { hasTouch: true, isMobile: true }),
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.setContent(html);
    return page;
  }

  test("axe finds nothing serious in any letter, and none is wider than its window", async () => {
    const long = aPaper({
      identifier: "arxiv:2603.26001",
      title: `Of ${"x".repeat(300)}`,
      abstract: `See https://example.org/${"y/".repeat(200)} and $${"z".repeat(200)}$.`,
      authors: ["w".repeat(80)],
    });
    const { digest, confirmation } = await lettersOf([...invented, long]);
    for (const [name, html] of Object.entries({ digest, confirmation })) {
      for (const widths of [[360], [600, 1440]]) {
        const page = await show(html, widths[0]!, "light");
        const looks = widths.flatMap((width): Look[] => [
          ["light", width],
          ["dark", width],
        ]);
        expect(await faultsOfLooks(page, looks), `the ${name}`).toEqual([]);
      }
    }
  }, 60_000);

  test("a finger finds links of 44 by 44 px", async () => {
    const { digest, confirmation } = await lettersOf(invented);
    for (const html of [digest, confirmation]) {
      const page = await show(html, 360, "light");
      const small = await page.locator(".links a, .button a").evaluateAll((links) =>
        links
          .map((link) => ({ text: link.textContent, box: link.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 44 || box.height < 44)
          .map(({ text, box }) => `${text}: ${box.width} by ${box.height}`),
      );
      expect(small).toEqual([]);
    }
  });

  // `PICTURES=docs npm test` makes the README's pictures anew.
  test("a digest looks like the paper, on a desk and on a phone at night", async () => {
    const folder = process.env["PICTURES"] ?? temporaryFolder();
    const { digest } = await lettersOf(invented);
    const pictures = [
      { name: "mail-light", width: 600, colorScheme: "light" },
      { name: "mail-dark-phone", width: 360, colorScheme: "dark" },
    ] as const;
    for (const { name, width, colorScheme } of pictures) {
      const page = await show(digest, width, colorScheme);
      const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
      expect(picture.length).toBeGreaterThan(10_000);
    }
  }, 30_000);
});

/** What an editor may say of the invented papers, the first the best. */
const reasons = [
  ["an author picked 16 times before", "code, project page"],
  ["words: lullabies, verses, sleep", "code"],
  ["an author picked 3 times before"],
  ["an author picked 7 times before", "words: benchmarks, mistakes, hidden"],
  ["words: lists, comparisons, sorted"],
  ["comment: two years of data"],
];

const judge: Judges = async (candidates) =>
  new Map(
    candidates.map(({ id }) => {
      const texts = reasons[id - 1] ?? ["form of title and abstract"];
      const parts = texts.map((text, index) => ({
        kind: "words" as const,
        text,
        share: 0.9 - index / 2,
      }));
      return [id, { chance: 0.9 - id / 20, parts, vector: new Int8Array(256) }];
    }),
  );

/** What one gets who wants six papers and follows gulls. */
async function lettersOf(
  papers: PaperRecord[],
): Promise<Record<"digest" | "confirmation", string>> {
  const office = await openOffice(papers);
  await subscribe(office, "ada@university.edu", { papers: 6, follows: [{ query: "gulls" }] });
  await composeIn(office, {
    saved: [
      { name: "Robots and hands", address: "robots", query: "cat:cs.RO" },
      { name: "Sound", address: "sound", query: "cat:cs.SD" },
    ],
    judge,
  });
  const html = async (kind: "digest" | "confirmation") => {
    const [letter] = await lettersTo(office, { kind });
    return String((await simpleParser(Buffer.from(letter!))).html);
  };
  return { digest: await html("digest"), confirmation: await html("confirmation") };
}
