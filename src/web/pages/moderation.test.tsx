import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { say } from "../../../fixtures/discussion.ts";
import { sendingsOf, type Sending } from "../../../fixtures/page-forms.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { form, manyPapers, now, paper, webForTest } from "../../../fixtures/web.ts";
import { editComment } from "../../community/discussion/commenting.ts";
import { findComment } from "../../community/discussion/comments.ts";
import { listSilenced } from "../../community/moderation/restrictions.ts";
import { createWeb } from "../web.tsx";

const longAgo = new Date("2025-01-05T08:00:00Z");

function textOf(page: string): string {
  return page
    .slice(page.indexOf("<main"), page.indexOf("</main>"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("\u00a0", " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ([.,:;”)])/g, "$1");
}

async function site() {
  const test = await webForTest({ papers: [paper(), ...manyPapers(3)] });
  const { db, given, web } = test;
  const people = {
    olga: await signInAs(given, { name: "Olga", role: "owner", since: longAgo }),
    mona: await signInAs(given, { name: "Mona", role: "moderator", since: longAgo }),
    max: await signInAs(given, { name: "Max", role: "moderator", since: longAgo }),
    ada: await signInAs(given, { name: "Ada", since: longAgo }),
    ben: await signInAs(given, { name: "Ben", since: longAgo }),
    cyd: await signInAs(given, { name: "Cyd", since: longAgo }),
  };
  const says = (who: SignedInReader, source: string, more: { paper?: number; at?: Date } = {}) =>
    say(db, { paper: more.paper ?? 1, reader: who.reader.id, source, now: more.at ?? now });
  const read = async (path: string, who?: SignedInReader) =>
    await test.read(path, who ? { headers: who.headers } : {});
  const post = async (path: string, who: SignedInReader, fields: Record<string, string> = {}) => {
    const answer = await web.request(path, who.form(fields));
    return { status: answer.status, to: answer.headers.get("Location"), text: await answer.text() };
  };
  const reports = (who: SignedInReader, comment: number, reason = "insult", sentence = "") =>
    post(`/comments/${comment}/report`, who, { reason, sentence });
  const standing = async (comment: number) =>
    (
      await db
        .selectFrom("comments")
        .select("standing")
        .where("id", "=", comment)
        .executeTakeFirstOrThrow()
    ).standing;
  /** The form of the page that has this button, filled as it stands. */
  const button = async (path: string, who: SignedInReader, fields: Record<string, string>) => {
    const found = sendingsOf(await read(path, who)).find((sending: Sending) =>
      Object.entries(fields).every(([name, value]) => sending.fields[name] === value),
    );
    if (!found) throw new Error(`${path} has no button ${JSON.stringify(fields)}`);
    return async (more: Record<string, string> = {}) => {
      const fields = { ...found.fields, ...more };
      delete fields["token"];
      return await post(found.path, who, fields);
    };
  };
  const acts = async () =>
    await db.selectFrom("moderation_acts").selectAll().orderBy("id").execute();
  return { ...test, ...people, says, read, post, reports, standing, button, acts };
}

test("a report is thanked for, may be changed, and is known to moderators alone", async () => {
  const { ada, ben, cyd, mona, says, read, post, reports } = await site();
  const comment = await says(ada, "You are a fool, and so is your paper.");
  const page = await read(`/comments/${comment}/report`, ben);
  expect(page).toContain("You are a fool");
  const refused = await post(`/comments/${comment}/report`, ben, { sentence: "He means me." });
  expect([refused.status, refused.text.includes("He means me.")]).toEqual([400, true]);
  expect(refused.text).toContain("Choose what is wrong with it.");
  const sent = await reports(ben, comment, "insult", "He means me.");
  expect(sent.to).toBe(`/comments/${comment}/report?thanks`);
  expect(textOf(await read(sent.to!, ben))).toContain("Thank you.");
  expect((await reports(cyd, comment, "off-topic")).status).toBe(303);
  expect((await reports(ben, comment, "spam", "On second thought.")).status).toBe(303);

  const queue = textOf(await read("/moderation", mona));
  expect(queue).toContain("1 comment waits.");
  expect(queue).toContain("Reported by 2 readers");
  expect(queue).toContain("Spam or advertising; Off the topic");
  expect(queue).toContain("“On second thought.”");
  expect(queue).toContain("Ben, 14 months here, a first report");
  expect(queue).toContain("Ada: 14 months here; 1 comment shown; nothing against them so far.");
  expect(await read("/", mona)).toContain("Moderation\u00a01");

  for (const who of [ada, cyd, undefined]) {
    for (const path of ["/papers/2603.25280", `/comments/${comment}`, "/moderation/log"]) {
      expect(await read(path, who)).not.toMatch(/second thought|eported by|Moderation\u00a01/);
    }
  }
  expect(await read(`/comments/${comment}/report`, cyd)).not.toContain("second thought");
  const own = await post(`/comments/${comment}/report`, ada, { reason: "spam" });
  expect([own.status, textOf(own.text)]).toEqual([403, expect.stringContaining("your own")]);
  expect((await post("/comments/99/report", ben, { reason: "spam" })).status).toBe(404);
});

test("whoever reports a great deal waits an hour", async () => {
  const { ada, ben, says, reports, db } = await site();
  let last = { status: 0, text: "" };
  for (let n = 0; n < 21; n++) {
    last = await reports(ben, await says(ada, `Remark number ${n} of the same kind.`));
  }
  expect([last.status, textOf(last.text)]).toEqual([
    429,
    expect.stringContaining("You can go on in an hour."),
  ]);
  expect(await db.selectFrom("reports").select("id").execute()).toHaveLength(20);
});

test("one press hides; the author is told, the public log says why, and undo brings all of it back", async () => {
  const { ada, ben, mona, says, read, reports, standing, button, acts } = await site();
  const comment = await says(ada, "You are a fool.");
  await reports(ben, comment);
  const hide = await button("/moderation", mona, { act: "hide" });
  const hidden = await hide({ reason: "insult", note: "the third time" });
  expect(hidden).toMatchObject({ status: 303, to: "/moderation?done=1" });
  expect(await standing(comment)).toBe("hidden");
  const after = textOf(await read(hidden.to!, mona));
  expect(after).toContain("The comment is hidden, and its author was told. Undo");
  expect(after).toContain("Nothing waits for you.");
  expect(textOf(await read("/papers/2603.25280"))).not.toContain("You are a fool");
  expect(await read(`/comments/${comment}`, ada)).toContain("You are a fool");
  expect(await read("/notifications", ada)).toContain("Argue with what was said");

  const open = textOf(await read("/moderation/log"));
  expect(open).toContain(
    "Mona hid a comment. Insult or attack. “Argue with what was said, not with who said it.”",
  );
  expect(open).not.toMatch(/Ada|third time|Undo|fool/);
  expect(textOf(await read("/moderation/log", mona))).toMatch(
    /about Ada.*Note: the third time Undo/,
  );

  const undo = await button("/moderation/log", mona, { act: "1" });
  expect((await undo()).to).toBe("/moderation/log?done=2");
  expect(await standing(comment)).toBe("shown");
  expect(textOf(await read("/moderation", mona))).toContain("Reported by 1 reader");
  const again = await undo();
  expect(again.status).toBe(400);
  expect(textOf(again.text)).toContain("Mona has taken it back already.");
  expect((await acts()).map(({ kind, undoes }) => [kind, undoes])).toEqual([
    ["hide", null],
    ["hide", 1],
  ]);
  expect(textOf(await read("/moderation/log"))).toContain("Mona hid a comment. (taken back)");
});

test("a held comment is let through, and its followers are told as if it were new", async () => {
  const { ada, ben, mona, says, read, standing, button, post, given } = await site();
  const first = await says(ben, "Is the bound sharp?");
  const cleo = await signInAs(given, { name: "Cleo" });
  const sent = await post("/papers/2603.25280/discussion", cleo, {
    source: "See [my shop](https://shop.example/pills) for this.",
    parent: String(first),
    do: "send",
  });
  expect(sent.status).toBe(303);
  const [, id] = /comment-(\d+)$/.exec(sent.to!)!;
  expect(await standing(Number(id))).toBe("held");
  expect(await read("/papers/2603.25280")).not.toContain("shop.example");
  expect(await read("/papers/2603.25280", cleo)).toContain("Waits for a moderator.");
  expect(await read("/notifications", ben)).not.toContain("Cleo");
  const queue = textOf(await read("/moderation", mona));
  expect(queue).toContain("It has a link, and the first comments of whoever is new here");
  expect(queue).toContain("in reply to Ben: “Is the bound sharp?”");
  expect(queue).toContain("Cleo: less than an hour here");
  const keep = await button("/moderation", mona, { act: "keep" });
  expect(textOf(await read((await keep()).to!, mona))).toContain("The comment is shown now.");
  expect(await read("/papers/2603.25280", ada)).toContain("shop.example");
  expect(await read("/notifications", ben)).toContain("Cleo");
  expect(textOf(await read("/moderation/log"))).toContain(
    "Mona let a comment through that was held.",
  );
});

test("reports are set aside, and what was reported since then still waits", async () => {
  const { ada, ben, cyd, mona, says, read, reports, button, db } = await site();
  const comment = await says(ada, "I disagree.");
  await reports(ben, comment);
  const keep = await button("/moderation", mona, { act: "keep" });
  await reports(cyd, comment);
  // The clock of the test stands still, so what came later is told apart by hand.
  const later = new Date(now.getTime() + 60_000).toISOString();
  await db
    .updateTable("reports")
    .set({ at: later })
    .where("reader_id", "=", cyd.reader.id)
    .execute();
  expect((await keep()).status).toBe(303);
  expect(textOf(await read("/moderation", mona))).toContain("Reported by 1 reader");
  await reports(ben, comment, "spam");
  expect(textOf(await read("/moderation", mona))).toContain("Reported by 1 reader");
  expect(textOf(await read(`/comments/${comment}/report`, ben))).toContain(
    "A moderator has looked at it.",
  );
  expect(textOf(await read("/moderation/log"))).toContain(
    "Mona found nothing wrong with a comment that was reported.",
  );
});

test("several are ticked and handled at once, and one undo brings them back", async () => {
  const { mona, given, read, says, post, standing, acts } = await site();
  const cleo = await signInAs(given, { name: "Cleo" });
  const spam: number[] = [];
  for (let n = 0; n < 3; n++) {
    spam.push(await says(cleo, `Cheap pills at https://pills.example/${n}`, { paper: n + 1 }));
  }
  const page = await read("/moderation", mona);
  const batch = sendingsOf(page).find(
    ({ fields }) => fields["act"] === "hide" && "which" in fields,
  )!;
  expect(batch.path).toBe("/moderation");
  expect(textOf(page)).toContain("Let them through");
  const seen = [...page.matchAll(/name="seen" value="([^"]+)"/g)].map(([, each]) => each!).slice(3);
  expect(seen).toHaveLength(3);
  const none = await post("/moderation", mona, { act: "hide", reason: "spam" });
  expect([none.status, textOf(none.text)]).toEqual([
    400,
    expect.stringContaining("Tick the comments first"),
  ]);
  const init = mona.form({ act: "hide", reason: "spam", note: "a wave" });
  const body = new URLSearchParams(init.body as string);
  for (const each of seen) body.append("seen", each);
  for (const each of spam.slice(0, 2)) body.append("comment", String(each));
  const sent = await createWeb(given).request("/moderation", { ...init, body: body.toString() });
  expect(sent.headers.get("Location")).toBe("/moderation?done=1,2");
  const after = await read("/moderation?done=1,2", mona);
  expect(textOf(after)).toContain("2 comments are hidden.");
  expect(await Promise.all(spam.map(standing))).toEqual(["hidden", "hidden", "held"]);
  // What says the same as a hidden one waits, whoever writes it.
  const dora = await signInAs(given, { name: "Dora" });
  const same = await says(dora, "Cheap pills at https://pills.example/0");
  expect(await standing(same)).toBe("held");
  const undo = sendingsOf(after).find(({ path }) => path === "/moderation/undo")!;
  expect(undo.fields["act"]).toBeDefined();
  const undoing = mona.form({ back: "/moderation" });
  const both = new URLSearchParams(undoing.body as string);
  both.append("act", "1");
  both.append("act", "2");
  const undone = await createWeb(given).request("/moderation/undo", {
    ...undoing,
    body: both.toString(),
  });
  expect(undone.headers.get("Location")).toBe("/moderation?done=3,4");
  expect(await Promise.all(spam.map(standing))).toEqual(["held", "held", "held"]);
  expect(await acts()).toHaveLength(4);
});

test("of two moderators at once one acts, and the other hears what happened meanwhile", async () => {
  const { ada, ben, mona, max, says, reports, button, acts, db, standing } = await site();
  const comment = await says(ada, "You are a fool.");
  await reports(ben, comment);
  const monas = await button("/moderation", mona, { act: "hide" });
  const maxs = await button("/moderation", max, { act: "keep" });
  const [one, other] = await Promise.all([monas({ reason: "insult" }), maxs()]);
  expect(new Set([one.status, other.status])).toEqual(new Set([303, 400]));
  expect(textOf(one.status === 400 ? one.text : other.text)).toMatch(
    /(Mona hid it|Max found nothing wrong with it) meanwhile\./,
  );
  expect(await acts()).toHaveLength(1);

  // Nobody lets through what was put in place of what they read.
  const held = await says(ben, "Of the word that waits.");
  await db.updateTable("comments").set({ standing: "held" }).where("id", "=", held).execute();
  const keep = await button("/moderation", mona, { comment: String(held), act: "keep" });
  await editComment(actingAt(db, new Date(now.getTime() + 1000)), {
    comment: held,
    reader: ben.reader.id,
    source: "Something much worse.",
  });
  expect(textOf((await keep()).text)).toContain("Its author edited it meanwhile. Read it again.");
  expect(await standing(held)).toBe("held");
});

test("nobody moderates an owner, another moderator or themselves, nor sees who reported them", async () => {
  const { olga, mona, max, ada, says, read, post, reports, standing } = await site();
  const comments = {
    owners: await says(olga, "The owner says so."),
    maxs: await says(max, "So does Max."),
    own: await says(mona, "And so do I."),
  };
  for (const comment of Object.values(comments)) await reports(ada, comment, "insult", "Ouch.");
  const queue = textOf(await read("/moderation", mona));
  expect(queue).toContain("2 comments wait.");
  expect(queue).toContain("Nobody moderates an owner of this site.");
  expect(queue).toContain("Leave this to the owner.");
  const own = await read(`/comments/${comments.own}/moderate`, mona);
  expect(own).toContain("Nobody moderates themselves.");
  expect(own).not.toMatch(/Ouch|Reported by/);
  for (const comment of Object.values(comments)) {
    for (const act of ["hide", "warn", "keep", "dismiss"]) {
      const fields = { comment: String(comment), act, reason: "spam" };
      expect((await post("/moderation", mona, fields)).status).toBe(400);
    }
    expect(await standing(comment)).toBe("shown");
  }
  for (const handle of ["olga", "max", "mona"]) {
    const sent = await post(`/people/${handle}/moderate`, mona, {
      act: "restrict",
      span: "ban",
      reason: "spam",
    });
    expect([handle, sent.status]).toEqual([handle, 403]);
  }
  expect((await post("/people/max/moderate", olga, { span: "day", reason: "spam" })).status).toBe(
    303,
  );
  // Who has no voice does not moderate either; and what the owner did they cannot take back.
  expect((await post("/moderation/undo", max, { act: "1" })).status).toBe(403);
  expect(textOf((await post("/moderation/undo", mona, { act: "1" })).text)).toContain(
    "Only the owner",
  );
  for (const path of ["/moderation", "/moderation/words", "/people/ada/moderate"]) {
    expect(await read(path, ada)).toContain("Only moderators");
    expect((await post(path, ada, { act: "hide", comment: "1" })).status).toBe(403);
  }
});

test("a ban takes every voice, hides what was said at once, and is undone as one", async () => {
  const { ada, ben, mona, says, read, post, reports, standing, button, db, web } = await site();
  const first = await says(ada, "You are fools.");
  const second = await says(ada, "All of you are.", { paper: 2 });
  const hiddenBefore = await says(ada, "Every one.");
  await reports(ben, first);
  await post(`/comments/${hiddenBefore}/moderate`, mona, { act: "hide", reason: "insult" });
  await post("/papers/2603.20000/vote", ada, { up: "1" });

  const before = textOf(await read("/people/ada/moderate", mona));
  expect(before).toContain("so far 1 hidden comment");
  expect(before).toContain("and hide all that they wrote, 2 comments");
  const restrict = await button("/people/ada/moderate", mona, { act: "restrict" });
  const banned = await restrict({ span: "ban", hide: "1", reason: "insult", note: "enough" });
  expect(banned.status).toBe(303);
  expect(textOf(await read(banned.to!, mona))).toContain("They are banned, and were told. Undo");
  expect(await Promise.all([first, second, hiddenBefore].map(standing))).toEqual([
    "hidden",
    "hidden",
    "hidden",
  ]);
  expect(await listSilenced(db)).toEqual(new Set([ada.reader.id]));
  expect(textOf(await read("/moderation/log"))).toContain(
    "Mona banned Ada and hid 2 comments of theirs.",
  );

  const bens = await says(ben, "Is it sharp?");
  const doors: [string, Record<string, string>][] = [
    ["/papers/2603.25280/discussion", { source: "Hello again." }],
    [`/comments/${bens}/vote`, { up: "1" }],
    [`/comments/${bens}/report`, { reason: "spam" }],
    ["/papers/2603.20000/vote", { up: "0" }],
    ["/papers/2603.19999/vote", { up: "1" }],
    ["/submit", { q: "2603.11111" }],
    ["/invitations", { people: "1", note: "" }],
    ["/settings/name", { name: "Bertha" }],
    ["/settings/profile", { about: "I am back." }],
    ["/settings/profile", { handle: "bertha" }],
    ["/papers/2603.25280/claim", { author: "Amin Gohari" }],
  ];
  const open: string[] = [];
  for (const [path, fields] of doors) {
    const { status, text } = await post(path, ada, fields);
    if (status !== 403 && !text.includes("cannot write or vote here any more")) {
      open.push(`${path} ${status}`);
    }
  }
  expect(open).toEqual([]);
  expect(await read("/papers/2603.25280", ada)).toContain("cannot write or vote here any more");
  expect((await web.request("/settings/data/export", ada.form())).status).toBe(200);
  expect((await post("/papers/2603.20000/save", ada, { save: "1" })).status).toBe(303);

  const undo = await button("/people/ada/moderate", mona, { act: "2" });
  expect((await undo()).status).toBe(303);
  expect(await Promise.all([first, second, hiddenBefore].map(standing))).toEqual([
    "shown",
    "shown",
    "hidden",
  ]);
  expect(await listSilenced(db)).toEqual(new Set());
  expect(textOf(await read("/moderation", mona))).toContain("Reported by 1 reader");
  expect((await post("/papers/2603.19999/vote", ada, { up: "1" })).status).toBe(303);
  // The name is public only as long as it lasts.
  expect(await read("/moderation/log")).not.toContain("Ada");
});

test("a suspension is told, ends by itself, and is lifted before", async () => {
  const { ada, mona, max, says, read, post, button, given, db } = await site();
  await says(ada, "You are fools.");
  const form = { act: "restrict", span: "week", reason: "insult", sentence: "Cool down a little." };
  const maxs = await button("/people/ada/moderate", max, { act: "restrict" });
  expect((await post("/people/ada/moderate", mona, form)).status).toBe(303);
  const late = await maxs({ span: "ban", reason: "insult" });
  expect([late.status, textOf(late.text)]).toEqual([
    400,
    expect.stringContaining("Mona suspended them meanwhile. Nothing was done now."),
  ]);
  expect(await read("/notifications", ada)).toContain("Cool down a little.");
  expect(textOf(await read("/moderation/log"))).toContain("Mona suspended Ada until 3 April at");
  const refused = await post("/papers/2603.25280/discussion", ada, { source: "Sorry!" });
  expect(refused.text).toContain("Cool down a little.");
  expect(await read("/people/ada/moderate", mona)).toContain("Suspended until");

  const inAWeek = new Date(now.getTime() + 8 * 86_400_000);
  const later = createWeb({ ...given, clock: () => inAWeek });
  const allowed = await later.request(
    "/papers/2603.25280/discussion",
    ada.form({ source: "Sorry!", do: "send" }),
  );
  expect(allowed.status).toBe(303);
  const lift = await button("/people/ada/moderate", mona, { act: "lift" });
  expect((await lift()).status).toBe(303);
  expect((await post("/papers/2603.20000/vote", ada, { up: "1" })).status).toBe(303);
  expect(textOf((await lift()).text)).toContain("Mona gave them back their voice meanwhile");
  const past = await post("/people/ada/moderate", mona, {
    ...form,
    span: "date",
    until: "2026-03-01",
  });
  expect([past.status, textOf(past.text)]).toEqual([
    400,
    expect.stringContaining("a day that is still to come"),
  ]);
  const far = { ...form, span: "date", until: "9999-12-31" };
  expect(textOf((await post("/people/ada/moderate", mona, far)).text)).toContain("1 to 3650 days");
  expect(await db.selectFrom("restrictions").selectAll().execute()).toEqual([]);
});

test("whoever is suspended is told so in place of every form, and nothing is offered that would refuse", async () => {
  const { ada, ben, mona, says, read, post, web } = await site();
  const own = await says(ada, "You are fools.");
  const other = await says(ben, "Surely not.");
  const paper = await read("/papers/2603.25280", ada);
  for (const way of ["reply", "edit", "report", "vote"]) {
    expect(paper).toMatch(new RegExp(`/comments/\\d/${way}`));
  }
  const suspended = { act: "restrict", span: "week", reason: "insult", sentence: "Cool down." };
  expect((await post("/people/ada/moderate", mona, suspended)).status).toBe(303);
  for (const path of [
    `/comments/${other}/reply`,
    `/comments/${own}/edit`,
    "/submit",
    "/invitations",
    "/papers/2603.25280/claim",
  ]) {
    const page = await read(path, ada);
    expect(textOf(page)).toContain("You cannot write or vote here until 3 April at");
    const main = page.slice(page.indexOf("<main"), page.indexOf("</main>"));
    expect(main).not.toMatch(/<textarea|<input(?![^>]*type="hidden")/);
  }
  const after = await read("/papers/2603.25280", ada);
  expect(after).not.toMatch(/\/comments\/\d\/(reply|edit|report|vote)/);
  expect(textOf(after)).not.toContain("Write a comment");
  expect(after).toContain(`/comments/${own}/delete`);
  const refused = await web.request(`/comments/${other}/report`, { headers: ada.headers });
  expect(refused.status).toBe(403);
  const says403 = textOf(await refused.text());
  expect(says403).toContain("Cool down.");
  expect(says403).not.toContain("Ask the owner");
  const stranger = await web.request("/moderation", { headers: ben.headers });
  expect(textOf(await stranger.text())).toContain("Ask the owner of this site to make you one.");
});

test("a suspended moderator reads what waits, and has no buttons", async () => {
  const { olga, ada, ben, mona, says, read, post, reports } = await site();
  const comment = await says(ada, "You are a fool.");
  await says(ada, "So are you.").then((another) => reports(ben, another));
  await reports(ben, comment);
  const warned = await post("/people/ada/moderate", mona, { span: "warn", reason: "insult" });
  expect(textOf(await read(warned.to!, mona))).toContain("They were warned.");
  const paths = ["/moderation", "/moderation?by=ada", `/comments/${comment}/moderate`];
  paths.push(warned.to!);
  const buttons = async (path: string) =>
    sendingsOf(await read(path, mona)).filter(({ fields }) => "act" in fields).length;
  for (const path of paths) expect(await buttons(path)).toBeGreaterThan(0);
  const suspended = { act: "restrict", span: "week", reason: "insult", sentence: "Cool down." };
  expect((await post("/people/mona/moderate", olga, suspended)).status).toBe(303);
  for (const path of paths) {
    expect(await buttons(path)).toBe(0);
    expect(textOf(await read(path, mona)).split("Cool down.")).toHaveLength(2);
  }
  expect(textOf(await read("/moderation", mona))).toContain("You are a fool.");
});

test("whoever is banned, deletes the account and comes back is not let in, and nothing tells why", async () => {
  const { ada, mona, post, given, web, db, button } = await site();
  await post("/people/ada/moderate", mona, { act: "restrict", span: "ban", reason: "spam" });
  const address = { confirm: ada.reader.address, address: ada.reader.address };
  const deleted = await post("/settings/data/delete", ada, address);
  expect(deleted.to).toBe("/goodbye");
  const ask = async (written: string) => {
    const answer = await createWeb(given).request("/sign-in", form({ address: written }));
    return (await answer.text()).replaceAll(/[\w.+-]+@\w+\.edu/g, "ADDRESS");
  };
  expect(await ask("ada@university.edu")).toBe(await ask("stranger@university.edu"));
  const letters = await db.selectFrom("outbox").select("recipient").execute();
  expect(letters.map(({ recipient }) => recipient)).toEqual(["stranger@university.edu"]);
  const enter = async (written: string) => {
    const token = await given.accounts.makeLink(written);
    return (await web.request(`/sign-in/${token}`, form({ name: "Back again" }))).status;
  };
  expect(await enter("Ada+2@University.edu")).toBe(404);
  expect(await enter("ada@university.edu")).toBe(404);
  const kept = JSON.stringify(await db.selectFrom("banned_addresses").selectAll().execute());
  expect(kept).not.toMatch(/ada@/i);
  // The act is undone from the log, although nobody is left whom it was about.
  expect((await (await button("/moderation/log", mona, { act: "1" }))()).status).toBe(303);
  expect(await enter("ada@university.edu")).toBe(303);
});

test("what is about somebody or something that is no more is not taken back, nor is an undo offered", async () => {
  const { ada, ben, cyd, mona, says, read, post, reports, acts, db } = await site();
  const deletedComment = await says(cyd, "Nonsense, and gone soon.");
  await reports(ben, deletedComment);
  const [own, other] = [await says(ada, "Mine."), await says(ada, "Mine as well.")];
  await post("/moderation", mona, { comment: String(deletedComment), act: "dismiss" });
  await post(`/comments/${deletedComment}/moderate`, mona, { act: "hide", reason: "insult" });
  await post(`/comments/${own}/moderate`, mona, { act: "hide", reason: "insult" });
  await post(`/comments/${other}/moderate`, mona, { act: "warn", reason: "insult" });
  const restrict = { act: "restrict", span: "week", reason: "spam" };
  await post("/people/ada/moderate", mona, restrict);
  await post("/people/ada/moderate", mona, { act: "lift" });
  await post("/people/ben/moderate", mona, { ...restrict, span: "ban" });
  expect((await acts()).map(({ kind }) => kind)).toEqual(
    ["dismiss", "hide", "hide", "warn", "suspend", "lift", "ban"], // 1 to 7
  );
  await post(`/comments/${deletedComment}/delete`, cyd);
  for (const who of [ada, ben]) {
    const { address } = who.reader;
    const fields = { confirm: address, address, comments: "1" };
    expect((await post("/settings/data/delete", who, fields)).to).toBe("/goodbye");
  }
  const standings = await db.selectFrom("comments").select("standing").execute();
  const log = sendingsOf(await read("/moderation/log", mona));
  const offered = log.map(({ fields }) => fields["act"]).filter((act) => act !== undefined);
  expect(standings.map(({ standing }) => standing)).toEqual(["deleted", "deleted", "deleted"]);
  expect(offered).toEqual(["7"]);
  for (const act of [1, 2, 3, 4, 5, 6]) {
    const { status, text } = await post("/moderation/undo", mona, { act: String(act) });
    expect([act, status, textOf(text)]).toEqual([act, 400, expect.stringContaining("is no more")]);
  }
  expect(await acts()).toHaveLength(7);
  expect((await post("/moderation/undo", mona, { act: "7" })).status).toBe(303);
  expect(await db.selectFrom("banned_addresses").selectAll().execute()).toEqual([]);
});

test("a warning is told to whom it is for, over the form as well, and bears no name in public", async () => {
  const { ada, ben, mona, says, read, reports, button, standing } = await site();
  const comment = await says(ada, "Nonsense!");
  await reports(ben, comment);
  const warn = await button("/moderation", mona, { act: "warn" });
  expect((await warn({ reason: "insult" })).status).toBe(303);
  expect(await standing(comment)).toBe("shown");
  expect(textOf(await read("/moderation", mona))).toContain("Nothing waits for you.");
  expect(await read("/notifications", ada)).toContain("Argue with what was said");
  expect(textOf(await read("/papers/2603.25280", ada))).toContain(
    "A moderator warned you just now",
  );
  expect(textOf(await read("/papers/2603.25280", ben))).not.toContain("warned");
  const log = await read("/moderation/log");
  expect(textOf(log)).toContain("Mona warned a reader.");
  expect(log).not.toMatch(/Ada|\/comments\//);
  await (
    await button("/moderation/log", mona, { act: "1" })
  )();
  expect(textOf(await read("/papers/2603.25280", ada))).not.toContain("warned");
});

test("an undo leaves alone what something newer has changed", async () => {
  const { ada, mona, max, says, post, standing, button, read, db } = await site();
  const comment = await says(ada, "You are a fool.");
  const page = `/comments/${comment}/moderate`;
  await post(page, mona, { act: "hide", reason: "insult" });
  await post(page, max, { act: "show" });
  await post(page, max, { act: "hide", reason: "spam" });
  const late = await (await button("/moderation/log", mona, { act: "1" }))();
  expect([late.status, textOf(late.text)]).toEqual([
    400,
    expect.stringContaining("what it changed has changed since"),
  ]);
  expect(await standing(comment)).toBe("hidden");
  expect((await (await button(page, mona, { act: "3" }))()).status).toBe(303);
  expect(await standing(comment)).toBe("shown");
  // Then the act before is the one that counts again.
  expect((await (await button(page, mona, { act: "2" }))()).status).toBe(303);
  expect(await standing(comment)).toBe("hidden");
  expect((await (await button(page, mona, { act: "1" }))()).status).toBe(303);
  expect(await findComment(db, { id: comment, viewer: undefined })).toMatchObject({
    standing: "shown",
    source: "You are a fool.",
  });
  expect(textOf(await read("/moderation/log"))).not.toContain("Undo");
});

test("a wave by one author is handled with one press, and is one line of the log", async () => {
  const { ada, ben, mona, given, db, read, says, reports, button, standing } = await site();
  const reported = await says(ada, "I disagree.");
  await reports(ben, reported);
  const cleo = await signInAs(given, { name: "Cleo" });
  const spam: number[] = [];
  for (let n = 0; n < 45; n++) {
    const source = `Cheap pills at https://pills.example/${n}`;
    const row = { paper_id: 1, reader_id: cleo.reader.id, parent_id: null, source };
    const at = new Date(now.getTime() + n).toISOString();
    const id = 100 + n;
    await db
      .insertInto("comments")
      .values({ ...row, id, root_id: id, at, standing: "held" })
      .execute();
    spam.push(id);
  }
  const queue = await read("/moderation", mona);
  expect(queue).toContain('<a href="#waiting-acts">Handle many at once</a>');
  expect(textOf(queue)).toContain("Handle all 45 comments by Cleo that wait");
  expect(textOf(queue)).toContain("Comments 1 to 40 of 46");
  expect(textOf(await read("/moderation?page=2", mona))).toContain("Comments 41 to 46 of 46");
  const held = await button("/moderation", mona, { which: "ticked", act: "warn" });
  expect((await held({ which: "held", act: "keep", held: "100" })).status).toBe(303);
  expect(await Promise.all([reported, 100, 101].map(standing))).toEqual(["shown", "shown", "held"]);
  await (
    await button("/moderation/log", mona, { act: "1" })
  )();

  const theirs = await read("/moderation?by=cleo", mona);
  expect(textOf(theirs)).toContain("One press does it with all 45 comments below. Cleo is told");
  expect(textOf(theirs)).not.toContain("I disagree.");
  const press = mona.form({ which: "all", act: "hide", reason: "spam" });
  const body = new URLSearchParams(press.body as string);
  for (const [, seen] of theirs.matchAll(/name="seen" value="([^"]+)"/g))
    body.append("seen", seen!);
  const init = { ...press, body: body.toString() };
  const sent = await createWeb(given).request("/moderation?by=cleo", init);
  const done = sent.headers.get("Location")!;
  expect(textOf(await read(done, mona))).toContain("45 comments are hidden. Undo");
  expect(new Set(await Promise.all(spam.map(standing)))).toEqual(new Set(["hidden"]));
  expect(await standing(reported)).toBe("shown");

  const log = await read("/moderation/log", mona);
  expect(textOf(log)).toContain("Mona hid 45 comments. Spam or advertising.");
  expect(textOf(log)).toContain("Show 45 acts");
  expect(textOf(log)).toContain("Mona held a comment back again.");
  expect(log.match(/<li(?: id="act-\d+")?>/g)!.length).toBeGreaterThanOrEqual(48);
  expect(log).not.toContain("Pages");
  expect(textOf(await read("/moderation/log"))).not.toContain("Cleo");
});
