// Ways around moderators and limits, each of them closed.
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { say } from "../../../fixtures/discussion.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { form, manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";
import { makeInvitation, takeInvitation } from "../../community/accounts/invitations.ts";
import { makeAddressLink } from "../../community/accounts/new-address.ts";
import { editComment } from "../../community/discussion/commenting.ts";
import { judgeComments, type Verdict } from "../../community/moderation/judging.ts";
import { reportComment } from "../../community/moderation/reports.ts";
import { liftRestriction, restrictReader } from "../../community/moderation/restricting.ts";
import { TooMany } from "../../errors.ts";

const longAgo = new Date("2025-01-05T08:00:00Z");
const minute = 60_000;
const at = (minutes: number) => new Date(now.getTime() + minutes * minute);
const words = { reason: "insult", sentence: "Cool down.", note: "" } as const;

async function site() {
  const test = await webForTest({ papers: [paper(), ...manyPapers(3)] });
  const { db, given, web } = test;
  const mona = await signInAs(given, { name: "Mona", role: "moderator", since: longAgo });
  const ada = await signInAs(given, { name: "Ada", since: longAgo });
  const ben = await signInAs(given, { name: "Ben", since: longAgo });
  const post = async (path: string, who: SignedInReader, fields: Record<string, string> = {}) =>
    (await web.request(path, who.form(fields))).status;
  const judge = (id: number, verdict: Verdict, minutes: number) =>
    judgeComments(db, {
      by: mona.reader,
      comments: [{ id }],
      verdict,
      words,
      now: at(minutes),
    });
  const edit = (comment: number, source: string, minutes: number, who = ada) =>
    editComment(actingAt(db, at(minutes)), { comment, reader: who.reader.id, source });
  const queue = async () => await test.read("/moderation", { headers: mona.headers });
  return { ...test, mona, ada, ben, post, judge, edit, queue };
}

test("whoever is suspended keeps name, handle and address, and brings nobody in; afterwards all is as before", async () => {
  const { db, given, web, mona, ada, post } = await site();
  const { id: reader, address: from } = ada.reader;
  const { secret } = given;
  const invitation = await makeInvitation(db, { reader, mostUses: 9, now });
  // Asked for before it came to this.
  const to = "ada@elsewhere.org";
  const link = `/settings/address/${makeAddressLink({ reader, from, to }, { secret, now })}`;
  const on = { by: mona.reader, reader, words, secret, now };
  await restrictReader(db, { ...on, until: at(60 * 24).toISOString(), hideComments: false });
  for (const [path, fields] of [
    ["/settings/name", { name: "Mona is a fool" }],
    ["/settings/profile", { handle: "mona-is-a-fool" }],
    ["/settings/address", { address: to }],
    [link, {}],
  ] as const) {
    expect([path, await post(path, ada, fields)]).toEqual([path, 403]);
  }
  expect(
    await db.selectFrom("readers").select(["name", "handle", "email"]).execute(),
  ).toContainEqual({ name: "Ada", handle: "ada", email: from });
  expect(await takeInvitation(db, { token: invitation, now })).toBeUndefined();
  await liftRestriction(db, on);
  expect(await db.selectFrom("banned_addresses").selectAll().execute()).toEqual([]);
  expect(await takeInvitation(db, { token: invitation, now })).toEqual(expect.any(Number));
  expect(await post(link, ada)).toBe(200);

  // Nobody else takes the handles of whoever is gone, nor is given one of them.
  await post("/settings/profile", ada, { handle: "ada-l" });
  const gone = await web.request("/settings/data/delete", ada.form({ address: to, confirm: to }));
  expect(gone.headers.get("Location")).toBe("/goodbye");
  for (const handle of ["ada", "ada-l"]) {
    expect(await post("/settings/profile", mona, { handle })).toBe(400);
  }
  expect(JSON.stringify(await db.selectFrom("gone_handles").selectAll().execute())).not.toContain(
    "ada",
  );
  const token = await given.accounts.makeLink("another@university.edu");
  await web.request(`/sign-in/${token}`, form({ name: "Ada" }));
  const another = await db
    .selectFrom("readers")
    .select("handle")
    .where("email", "=", "another@university.edu")
    .executeTakeFirst();
  expect(another?.handle).not.toBe("ada");
});

test("what waited stays between its author and moderators, also once something else was let through", async () => {
  const { db, read, mona, ada, ben, judge, edit } = await site();
  const at = now.toISOString();
  await db.insertInto("held_words").values({ kind: "word", value: "casino", at }).execute();
  const says = (source: string) => say(db, { paper: 1, reader: ada.reader.id, source, now });
  const held = await says("Play at my casino.");
  const edited = await says("The bound is sharp.");
  await edit(edited, "The casino is open.", 1);
  for (const [id, clean] of [
    [held, "A fair remark."],
    [edited, "The bound is sharp, I think."],
  ] as const) {
    await edit(id, clean, 2);
    await judge(id, "approve", 3);
    const history = `/comments/${id}/history`;
    for (const headers of [{}, ben.headers]) {
      const told = (await read(history, { headers })).replaceAll(
        /\s*<del>.*?<\/del>|<[^>]+>/gs,
        "",
      );
      expect([told.includes("casino"), told.includes(clean)]).toEqual([false, true]);
    }
    for (const { headers } of [mona, ada]) {
      expect(await read(history, { headers })).toContain("casino");
    }
  }
  expect(await read(`/comments/${edited}/history`)).toContain("The bound is");
});

test("a moderator looks again where a comment says something else than what they let stand", async () => {
  const { db, given, read, ada, ben, judge, edit, queue } = await site();
  const says = (source: string, who = ada) =>
    say(db, { paper: 1, reader: who.reader.id, source, now });
  const report = { reader: ben.reader.id, reason: "insult", sentence: "" } as const;
  const insult = "You are all fools, and so are your students.";
  const reported = await says(insult);
  await reportComment(db, { comment: reported, ...report, now: at(1) });
  await edit(reported, "A nice paper, thank you for it.", 2);
  // What was reported stands beside what it says now.
  const beside = await queue();
  expect([beside.includes(insult), beside.includes("A nice paper")]).toEqual([true, true]);
  await judge(reported, "dismiss", 3);
  await edit(reported, "A nice paper, thank you for that.", 4);
  expect(await queue()).not.toContain("A nice paper");
  await edit(reported, insult, 5);
  expect(await queue()).toContain(insult);
  expect(await read("/papers/2603.25280")).toContain(insult);

  // What waited and was let through waits again, unless a slip was mended; a link is none.
  const cleo = await signInAs(given, { name: "Cleo" });
  const held = await says("See https://cleo.example for a longer proof of the second lemma.", cleo);
  const standing = async () =>
    (await db.selectFrom("comments").select("standing").where("id", "=", held).execute())[0]!
      .standing;
  expect(await standing()).toBe("held");
  await judge(held, "approve", 6);
  const { reader } = cleo;
  // Links of newcomers wait anyhow.
  await db.updateTable("readers").set({ role: "editor" }).where("id", "=", reader.id).execute();
  await edit(held, "See https://cleo.example for a long proof of the second lemma.", 7, cleo);
  expect(await standing()).toBe("shown");
  await edit(held, "See https://shop.example for a long proof of the second lemma.", 8, cleo);
  expect(await standing()).toBe("held");
  expect(await queue()).toContain("shop.example");
});

test("one comment tells twenty people at most, a newcomer twenty a day, and nobody edits without end", async () => {
  const { db, given, ada, edit } = await site();
  const people: string[] = [];
  for (let n = 0; n < 45; n++) {
    const row = { name: `P ${n}`, handle: `p-${n}`, email: `p${n}@university.edu` };
    people.push(`@${row.handle}`);
    await db
      .insertInto("readers")
      .values({ ...row, email_verified: 1, role: "reader", created_at: "2025", updated_at: "2025" })
      .execute();
  }
  /** All that were told so far; what was read is not taken back. */
  const told = async () =>
    (
      await db
        .updateTable("notifications")
        .set({ read_at: now.toISOString() })
        .returning("reader_id")
        .execute()
    ).length;
  const from = (first: number, many: number) => people.slice(first, first + many).join(" ");
  const says = (source: string, reader: number) => say(db, { paper: 1, reader, source, now });
  await db.updateTable("readers").set({ role: "editor" }).where("name", "=", "Ada").execute();
  const adas = await says(`Look, ${from(0, 15)}`, ada.reader.id);
  expect(await told()).toBe(15);
  await edit(adas, `Look, ${from(10, 15)}`, 1);
  expect(await told()).toBe(20);
  await edit(adas, `Look, ${from(25, 15)}`, 2);
  expect(await told()).toBe(20);
  for (let n = 3; n < 61; n++) await edit(adas, `The bound is sharp, I said ${n} times.`, n);
  await expect(edit(adas, "Once more.", 61)).rejects.toThrow("60 times within a day");
  await edit(adas, "Once more, on the next day.", 24 * 60 + 62);

  const cleo = await signInAs(given, { name: "Cleo" });
  await says(`Look, ${from(0, 12)}`, cleo.reader.id);
  await says(`Look here, ${from(0, 8)}`, cleo.reader.id);
  await expect(says(`And you, ${from(20, 1)}`, cleo.reader.id)).rejects.toThrow(TooMany);
  expect(await says("And all of you.", cleo.reader.id)).toEqual(expect.any(Number));
});
