// What a page needs to know of its reader is asked once, however often the page needs it and however
// much there is of it.
import { expect, test } from "vitest";
import { actingAt } from "../../fixtures/acting.ts";
import { signInAs } from "../../fixtures/readers.ts";
import { manyPapers, webForTest } from "../../fixtures/web.ts";
import { createApp } from "../app.ts";
import { follow } from "../community/follows.ts";
import { addMute } from "../community/mutes.ts";
import { parseFollowable } from "../search/followable.ts";

const alike = { name: "Alike", address: "alike", query: "similar:2603.20000" };

async function countingSite(settings: Record<string, string> = {}) {
  const { given } = await webForTest({ papers: manyPapers(3), settings, sections: [alike] });
  const ada = await signInAs(given);
  const { accounts, finder, db, clock } = given;
  let asked = { who: 0, index: 0 };
  const app = createApp({
    ...given,
    accounts: {
      ...accounts,
      findSignedIn: (headers) => {
        asked.who++;
        return accounts.findSignedIn(headers);
      },
    },
    finder: {
      find: (request) => {
        asked.index++;
        return finder.find(request);
      },
      findEach: (request) => {
        asked.index++;
        return finder.findEach(request);
      },
    },
  });
  /** How often a page asks, and what it says. */
  const open = async (path: string) => {
    asked = { who: 0, index: 0 };
    const answer = await app.request(path, { headers: ada.headers });
    expect(answer.status).toBe(200);
    return { ...asked, text: await answer.text() };
  };
  const now = clock();
  const reader = ada.reader.id;
  return {
    open,
    hide: (value: string) => addMute(actingAt(db, now), { reader, kind: "word", value }),
    follow: (value: string) =>
      follow(actingAt(db, now), {
        reader,
        ...parseFollowable(
          { kind: "word", value },
          { categories: new Set<string>(), today: "2026-03-27" },
        ),
      }),
  };
}

const several = Array.from({ length: 12 }, (_, index) => `word${index}`);

test.each(["/", "/following", "/search?q=paper", "/api/v1/search?q=paper"])(
  "who opens %s of a private site is found once",
  async (path) => {
    const { open } = await countingSite({ PRIVATE: "yes" });
    expect((await open(path)).who).toBe(1);
  },
);

test("the index is asked as often for one thing that is followed as for many", async () => {
  const site = await countingSite();
  await site.follow("paper");
  const paths = ["/", "/following"];
  const one = [await site.open("/"), await site.open("/following")];
  for (const value of several) await site.follow(value);
  for (const [place, path] of paths.entries()) {
    const many = await site.open(path);
    expect(many.index).toBe(one[place]!.index);
    expect(many.text).toMatch(/you follow (<\w+[^>]*>)?paper/i);
  }
});

test.each(["/sections/alike/feed", "/search/feed?q=similar:2603.20000"])(
  "nothing is looked for when %s is asked for again and nothing has changed",
  async (path) => {
    const { open } = await countingSite();
    // To take in the papers is a change.
    await open("/search?q=paper");
    const first = await open(path);
    expect(first.index).toBeGreaterThan(0);
    expect(await open(path)).toEqual({ who: first.who, index: 0, text: first.text });
  },
);

test("what a reader hides costs a search one question more, whatever filters it has", async () => {
  const site = await countingSite();
  const path = `/search?q=${encodeURIComponent("paper cat:cs.CV after:2020")}`;
  const before = await site.open(path);
  for (const value of several) await site.hide(value);
  expect((await site.open(path)).index).toBe(before.index + 1);
  await site.hide("paper 2");
  expect((await site.open(path)).text).toMatch(/1 hidden by/);
});
