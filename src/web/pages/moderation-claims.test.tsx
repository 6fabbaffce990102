import { expect, test } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, paper, webForTest } from "../../../fixtures/web.ts";
import { settleClaim } from "../../community/authorship/settle-claim.ts";

const path = "/moderation/claims";

async function openDesk() {
  const test = await webForTest({ papers: [paper({ title: "List <i>Estimation</i>" })] });
  const { given, db, web } = test;
  const editor = await signInAs(given, { name: "Eva Stern", role: "editor" });
  const amin = await signInAs(given, { name: "Amin Gohari" });
  const authors = ["Nikola Zlatanov", "Amin Gohari"];
  const ask = async (reader: number, author = "Amin Gohari", sentence = "See <b>my</b> page.") => {
    await settleClaim(db, {
      paper: { id: 1, authors },
      reader,
      author,
      sentence,
      now: given.clock(),
    });
  };
  const decide = async (fields: Record<string, string>, who = editor) => {
    const answer = await web.request(path, who.form(fields));
    return { status: answer.status, to: answer.headers.get("Location"), html: await answer.text() };
  };
  const show = async (who = editor, at = path) => await test.read(at, { headers: who.headers });
  const claims = async () => await db.selectFrom("claims").selectAll().orderBy("id").execute();
  const notices = async () =>
    await db.selectFrom("notifications").select(["kind", "claim_id", "reader_id"]).execute();
  return { ...test, editor, amin, ask, decide, show, claims, notices };
}

test("an editor sees who asks, with no address, and accepts; the reader is told", async () => {
  const { amin, ask, show, decide, claims, notices, read, editor, given } = await openDesk();
  const moderator = await signInAs(given, { name: "Mo", role: "moderator" });
  expect(await show()).toContain("Nobody waits. There is nothing to do.");
  await ask(amin.reader.id);
  expect(await show(editor, "/")).toContain(`href="${path}" class="nav-link">Claims\u00a01</a>`);
  expect(await show(moderator, "/")).toContain("Moderation\u00a01");
  expect(await show(moderator, "/moderation")).toMatch(/>Claims 1<[\s\S]*No comment waits for you/);
  const page = await show();
  expect(page).toMatch(/Amin Gohari<\/a> says they are <strong>Amin Gohari<\/strong>/);
  expect(page).toContain("“See &lt;b&gt;my&lt;/b&gt; page.”");
  expect(page).toMatch(/@amin-gohari · an address at university\.edu · here since/);
  expect(page).not.toContain("amin.gohari@");
  const accepted = await decide({ claim: "1", decision: "accept", answer: "Welcome." });
  expect([accepted.status, accepted.to]).toEqual([303, `${path}?done=accept`]);
  expect(await claims()).toMatchObject([{ state: "proved", proof: "editor", answer: "Welcome." }]);
  expect(await notices()).toEqual([{ kind: "claim", claim_id: 1, reader_id: amin.reader.id }]);
  expect(await read("/papers/2603.25280")).toMatch(/Amin Gohari<\/a> is here/);
  expect(await show(amin, "/papers/2603.25280/claim")).toMatch(
    /An editor of this site says so\. They wrote: “Welcome\.”/,
  );
  expect(await show()).toMatch(/Known authors[\s\S]*Eva Stern says so/);
  // A proof is taken back with a reason, and not without.
  const untold = await decide({ claim: "1", decision: "withdraw", answer: " " });
  expect([untold.status, untold.html.includes("Say why: whoever claimed it is told.")]).toEqual([
    400,
    true,
  ]);
  await decide({ claim: "1", decision: "withdraw", answer: "It was a namesake." });
  expect(await read("/papers/2603.25280")).not.toContain("is here");
  expect(await show(amin, "/papers/2603.25280/claim")).toContain("It was a namesake.");
  // One notice tells how it stands now, in place of the one before.
  expect(await notices()).toHaveLength(1);
  expect(await show(amin, "/notifications")).toMatch(
    /You are not known here as an author any more[\s\S]*It was a namesake\./,
  );
});

test("what was decided in the meantime is not decided again, and nobody decides on themselves", async () => {
  const { amin, ask, decide, claims, editor, given } = await openDesk();
  await ask(amin.reader.id);
  const [one, other] = await Promise.all([
    decide({ claim: "1", decision: "accept" }),
    decide({ claim: "1", decision: "decline", answer: "No." }),
  ]);
  expect([one.status, other.status].toSorted((a, b) => a - b)).toEqual([303, 400]);
  await ask(editor.reader.id, "Nikola Zlatanov");
  expect((await decide({ claim: "2", decision: "accept" })).status).toBe(403);
  const own = { decision: "give", paper: "2603.25280", handle: "eva-stern", author: "Amin Gohari" };
  expect((await decide(own)).status).toBe(403);
  const owner = await signInAs(given, { name: "Olga", role: "owner" });
  const mo = await signInAs(given, { name: "Mo", role: "moderator" });
  expect((await decide({ claim: "2", decision: "accept" }, mo)).status).toBe(303);
  // The owner may be alone.
  await ask(owner.reader.id, "Nikola Zlatanov");
  expect((await decide({ claim: "3", decision: "accept" }, owner)).status).toBe(303);
  expect((await claims()).map(({ state }) => state)).toContain("proved");
  for (const wrong of [
    { claim: "9", decision: "accept" },
    { claim: "x", decision: "accept" },
    {},
  ]) {
    expect([400, 404]).toContain((await decide(wrong)).status);
  }
});

test("an editor says it of a reader, unasked; what was wrong stands beside its field", async () => {
  const { decide, claims, notices, amin } = await openDesk();
  const faults: [Record<string, string>, string][] = [
    [{ paper: "2603.99999" }, "There is no such paper here."],
    [{ handle: "nobody" }, "Nobody here is called @nobody."],
    [{ author: "Somebody Else" }, "Say which of the authors Amin Gohari is"],
  ];
  const right = { decision: "give", paper: "arXiv:2603.25280v2", handle: "@Amin-Gohari" };
  for (const [fields, says] of faults) {
    const { status, html } = await decide({ ...right, ...fields });
    expect([status, html.includes(says)]).toEqual([400, true]);
    expect(html).toContain(Object.values(fields)[0]);
  }
  expect((await decide({ ...right, answer: "We have met." })).status).toBe(303);
  expect(await claims()).toMatchObject([
    { author: "Amin Gohari", proof: "editor", state: "proved" },
  ]);
  expect(await notices()).toMatchObject([{ reader_id: amin.reader.id }]);
  expect((await decide(right)).html).toContain("is known as an author already.");
});

test("an editor who may not write here for now decides nothing", async () => {
  const { amin, ask, decide, claims, editor, db, given } = await openDesk();
  await ask(amin.reader.id);
  const reader_id = editor.reader.id;
  const at = given.clock().toISOString();
  const { id: act_id } = await db
    .insertInto("moderation_acts")
    .values({ kind: "ban", reader_id, at })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("restrictions")
    .values({ reader_id, kind: "banned", until: null, act_id, at })
    .execute();
  const refused = [
    await decide({ claim: "1", decision: "accept" }),
    await decide({ decision: "give", paper: "2603.25280", handle: "amin-gohari" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403]);
  expect(await claims()).toMatchObject([{ state: "asked" }]);
});

test("neither readers nor strangers see or decide anything there", async () => {
  const { amin, ask, decide, claims, web, show } = await openDesk();
  await ask(amin.reader.id);
  expect((await decide({ claim: "1", decision: "accept" }, amin)).status).toBe(403);
  expect(await show(amin)).toContain("Only editors and moderators of this site may do that.");
  expect((await web.request(path)).status).toBe(403);
  expect((await web.request(path, form({ claim: "1", decision: "accept" }))).status).toBe(403);
  expect(await claims()).toMatchObject([{ state: "asked" }]);
});
