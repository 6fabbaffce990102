import { expect, test } from "vitest";
import { form, manyPapers, secret, webForTest, type TestWeb } from "../../fixtures/web.ts";
import { addReader } from "../community/readers.ts";
import { newVisitor, visitorToken } from "../community/visitors.ts";
import { now } from "../../fixtures/web.ts";

const address = "ada@university.edu";

/** A browser that keeps its cookies. */
function openBrowser({ web, given }: TestWeb) {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await web.request(path, { ...init, headers });
    for (const each of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!;
      if (/max-age=0/i.test(each)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return response;
  };
  const tokenOn = async (path: string) => {
    const page = await (await ask(path)).text();
    return /name="token" value="([^"]+)"/.exec(page)![1]!;
  };
  const browser = {
    cookies,
    async vote(paper: number, up = true) {
      const path = `/papers/2603.${20_001 - paper}`;
      const token = await tokenOn(path);
      return await ask(`${path}/vote`, form({ up: up ? "1" : "0", token }));
    },
    async signIn() {
      const link = `/sign-in/${await given.accounts.makeLink(address)}`;
      const { status } = await ask(link, form({ token: await tokenOn(link) }));
      expect(status).toBe(303);
    },
    async signOut() {
      await ask("/sign-out", form({ token: await tokenOn("/") }));
    },
  };
  return browser;
}

async function site(papers = 3): Promise<TestWeb> {
  const test = await webForTest({ papers: manyPapers(papers) });
  await addReader(test.db, { address, name: "Ada", role: "reader", now });
  return test;
}

/** Who voted for which paper, `visitor` for all visitors. */
async function votesIn({ db }: TestWeb): Promise<string[]> {
  const rows = await db.selectFrom("votes").select(["paper_id", "reader_id"]).execute();
  return rows.map((row) => `${row.paper_id} ${row.reader_id ?? "visitor"}`).toSorted();
}

test("what a browser voted for before is the reader's who signs in there; twice is once", async () => {
  const test = await site();
  const desk = openBrowser(test);
  await desk.vote(1);
  await desk.vote(2);
  expect(await votesIn(test)).toEqual(["1 visitor", "2 visitor"]);
  await desk.signIn();
  expect(await votesIn(test)).toEqual(["1 1", "2 1"]);
  expect(desk.cookies.has("visitor")).toBe(false);
  await desk.signIn();
  expect(await votesIn(test)).toEqual(["1 1", "2 1"]);
  // It can be taken back as any other of theirs.
  await desk.vote(1, false);
  expect(await votesIn(test)).toEqual(["2 1"]);
});

test("one person with two browsers and an account has one vote a paper in the end", async () => {
  const test = await site();
  const [desk, phone] = [openBrowser(test), openBrowser(test)];
  await desk.vote(1);
  await desk.vote(2);
  await phone.vote(2);
  await phone.vote(3);
  await desk.signIn();
  await phone.signIn();
  expect(await votesIn(test)).toEqual(["1 1", "2 1", "3 1"]);
  await desk.signOut();
  await desk.vote(1);
  await desk.vote(3, false);
  expect(await votesIn(test)).toEqual(["1 1", "1 visitor", "2 1", "3 1"]);
  await desk.signIn();
  expect(await votesIn(test)).toEqual(["1 1", "2 1", "3 1"]);
  expect(await test.read("/papers/2603.20000")).toMatch(/data-count="true">1</);
});

test("another's votes stay another's, and a forged visitor carries nothing", async () => {
  const test = await site();
  const [desk, stranger] = [openBrowser(test), openBrowser(test)];
  await stranger.vote(1);
  const visitor = stranger.cookies.get("visitor")!.split(".")[0]!;
  desk.cookies.set("visitor", `${visitor}.forged`);
  await desk.signIn();
  expect(await votesIn(test)).toEqual(["1 visitor"]);
});

test("votes that are cast while their browser signs in are neither lost nor doubled", async () => {
  const papers = 60;
  const test = await site(papers);
  const visitor = newVisitor();
  const desk = openBrowser(test);
  desk.cookies.set("visitor", visitorToken(secret, visitor));
  const Cookie = `visitor=${visitorToken(secret, visitor)}`;
  const voteAs = async (paper: number) =>
    await test.web.request(`/papers/2603.${20_001 - paper}/vote`, form({ up: "1" }, { Cookie }));
  for (let paper = 1; paper <= 20; paper++) await voteAs(paper);
  const votes = Array.from({ length: papers - 20 }, (_, n) => voteAs(n + 21));
  const [answers] = await Promise.all([Promise.all(votes), desk.signIn()]);
  expect(answers.every(({ status }) => status === 303)).toBe(true);
  // Those that came after the sign-in are the browser's next time.
  desk.cookies.set("visitor", visitorToken(secret, visitor));
  await desk.signIn();
  const all = Array.from({ length: papers }, (_, n) => `${n + 1} 1`).toSorted();
  expect(await votesIn(test)).toEqual(all);
});
