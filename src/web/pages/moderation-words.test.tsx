import { expect, test } from "vitest";
import { say } from "../../../fixtures/discussion.ts";
import { sendingsOf } from "../../../fixtures/page-forms.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { manyPapers, now, webForTest } from "../../../fixtures/web.ts";
import { TooMany } from "../../errors.ts";

const longAgo = new Date("2025-01-05T08:00:00Z");
const hour = 3_600_000;

async function site() {
  const test = await webForTest({ papers: manyPapers(30) });
  const { db, given, web } = test;
  const mona = await signInAs(given, { name: "Mona", role: "moderator", since: longAgo });
  const held = async (id: number) =>
    await db
      .selectFrom("comments")
      .select(["standing", "held_because as because"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
  const add = async (kind: string, value: string, more: Record<string, string> = {}) =>
    await web.request("/moderation/words", mona.form({ do: "add", kind, value, ...more }));
  return { ...test, mona, held, add };
}

/** Somebody who has been here for long, and has said a few things. */
async function trusted({ db, given }: Awaited<ReturnType<typeof site>>, name: string) {
  const { reader } = await signInAs(given, { name, since: longAgo });
  for (let n = 0; n < 5; n++) {
    const at = new Date(now.getTime() - 40 * 24 * hour);
    await say(db, { paper: n + 1, reader: reader.id, source: `Remark ${n}.`, now: at });
  }
  return reader.id;
}

test("what an entry would have held is shown first; then it holds, and is taken off again", async () => {
  const test = await site();
  const { db, read, mona, held, add } = test;
  const ada = await trusted(test, "Ada");
  const says = (source: string) => say(db, { paper: 9, reader: ada, source, now });
  const first = await says("This casino of an argument.");
  await says("A sound argument.");
  const asked = await read("/moderation/words?kind=word&value=CASINO", { headers: mona.headers });
  expect(asked.replaceAll(/<[^>]+>/g, "").replaceAll("\u00a0", " ")).toContain(
    "“casino” would have held 1 of 2 comments that are shown.",
  );
  const [press] = sendingsOf(asked).filter(({ fields }) => fields["do"] === "add");
  expect(press).toMatchObject({
    path: "/moderation/words",
    fields: { kind: "word", value: "casino" },
  });
  expect(await held(await says("Another casino."))).toMatchObject({ standing: "shown" });
  expect((await add("word", "Casino")).status).toBe(303);
  expect((await add("word", "casino")).status).toBe(400);
  expect(await held(await says("The third Casino!"))).toEqual({
    standing: "held",
    // Which word it is only moderators read.
    because: "It has a word that is looked at first.",
  });
  const queue = await read("/moderation", { headers: mona.headers });
  expect(queue).toContain("It has “casino”, which is on the list.");
  // What stands already is left alone.
  expect(await held(first)).toMatchObject({ standing: "shown" });
  const off = await test.web.request(
    "/moderation/words",
    mona.form({ do: "remove", kind: "word", value: "casino" }),
  );
  expect(off.status).toBe(303);
  expect(await held(await says("The fourth casino."))).toMatchObject({ standing: "shown" });
  const log = await read("/moderation/log");
  expect(log).toContain("put a word on the list");
  expect(log).not.toContain("casino");
  expect(await read("/moderation/log", { headers: mona.headers })).toContain("casino");
});

test("neither case, accents, look-alikes, markup nor what is invisible hides a word; a longer one is another", async () => {
  const test = await site();
  const { db, held, add } = test;
  const ada = await trusted(test, "Ada");
  await add("word", "casino");
  await add("word", "essay writing");
  await add("word", "crypto*");
  await add("domain", "https://www.shop.example/page");
  await add("word", "加微信");
  for (const [kind, value, says] of [
    ["word", "$$$", "A word begins with a letter or a digit"],
    ["word", "ab", "three letters or more"],
    ["domain", "a@b.com", "That is an address of mail."],
  ] as const) {
    const refused = await add(kind, value);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(says)]);
  }
  const asked = `/moderation/words?kind=domain&value=arxiv.org`;
  expect(await test.read(asked, { headers: test.mona.headers })).toContain("cited here all day");
  const waits = async (source: string) =>
    (await held(await say(db, { paper: 9, reader: ada, source, now }))).standing === "held";
  const disguised = [
    "CASINO",
    "cäsínò",
    "cas\u200bi\u00adno",
    "саsіnо in Cyrillic",
    "ｃａｓｉｎｏ",
    "cas**in**o",
    "c.a.s.i.n.o",
    "c a s i n o",
    "Essay   WRITING\nhelp",
    "cryptocurrencies",
    "[here](https://pay.shop.example/x)",
    "<https://SHOP.example>",
    "see shop.example, cheap",
    "write to me@shop.example",
    "[x]: https://a.b.shop.example\n\nSee [this][x].",
    "casıno",
    "ᴄᴀꜱɪɴᴏ",
    "саѕіոо in Armenian, too",
    "ᏟASINO",
    "ϲasiΝo",
    "cɑsino",
    "cas1no",
    "c@sino",
    "cas\\-ino",
    "$\\mathrm{cas}\\mathrm{ino}$",
    "cas<!-- -->ino",
    "c~a~s~i~n~o",
    "ca si no",
    "e s s a y  w r i t i n g",
    "请加微信号一二三",
    "shop。example",
    "shop[.]example",
    "shop (dot) example",
    "shop . example",
  ];
  const through: string[] = [];
  for (const source of disguised) if (!(await waits(source))) through.push(source);
  expect(through).toEqual([]);
  const innocent = [
    "casinos",
    "An occasional remark",
    "essays, writing",
    "a cryptic one",
    "https://workshop.example",
    "shop.example.org is another",
    "Take casinos of order 2, then go to the shop. Example: a b c, x y z.",
    "Let $c, a, s, i$ be in $O$; so we do as in no. 3, if it is so.",
    "See the casi no. 4, at 1.5 Mb, in f(x) = a_1 + b_2.",
    "An essay; writing it took a day.",
  ];
  const stopped: string[] = [];
  for (const source of innocent) if (await waits(source)) stopped.push(source);
  expect(stopped).toEqual([]);
});

test("newcomers are looked at where they link, and until they are known; citing papers is free", async () => {
  const test = await site();
  const { db, given, held } = test;
  const cleo = await signInAs(given, { name: "Cleo" });
  const standing = async (source: string, paper: number, reader = cleo.reader.id) =>
    (await held(await say(db, { paper, reader, source, now }))).standing;
  expect(await standing("My page: https://cleo.example", 1)).toBe("held");
  expect(await standing("Compare https://arxiv.org/abs/2310.07896 and arXiv:2310.07897.", 2)).toBe(
    "shown",
  );
  expect(await standing("The proof of the second lemma is lovely.", 3)).toBe("shown");
  expect(await standing("The proof of the second LEMMA is lovely.", 4)).toBe("held");
  expect(await standing("Thank you!", 5)).toBe("shown");
  const ada = await trusted(test, "Ada");
  const many = "https://a.example https://b.example https://c.example https://d.example";
  expect(await standing(many, 6, ada)).toBe("shown");
  expect(await standing("The proof of the second lemma is lovely.", 7, ada)).toBe("shown");
  expect(await standing("The proof of the second lemma is lovely.", 8, ada)).toBe("shown");
});

test("newcomers write so much a day, hear when they can go on, and nobody writes without end", async () => {
  const test = await site();
  const { db, given, web } = test;
  const cleo = await signInAs(given, { name: "Cleo" });
  const says = (n: number, at: Date, reader = cleo.reader.id) =>
    say(db, { paper: (n % 30) + 1, reader, source: `Remark number ${n}.`, now: at });
  for (let n = 0; n < 5; n++) await says(n, new Date(now.getTime() - (5 - n) * hour));
  const refused = await web.request(
    "/papers/2603.20000/discussion",
    cleo.form({ source: "One more.", do: "send" }),
  );
  const text = await refused.text();
  expect([refused.status, text.includes("One more.")]).toEqual([429, true]);
  expect(text).toContain("You can go on in 19 hours.");
  // On the second day more; the rows are the count, whatever was deleted.
  const nextDay = new Date(now.getTime() + 30 * hour);
  for (let n = 10; n < 30; n++) await says(n, nextDay);
  await expect(says(31, nextDay)).rejects.toThrow(TooMany);
  const ada = await trusted(test, "Ada");
  for (let n = 0; n < 100; n++) await says(n, now, ada);
  await expect(says(101, now, ada)).rejects.toThrow("Nobody writes more than that here.");
});
