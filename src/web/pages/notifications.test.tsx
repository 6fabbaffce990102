import { sql } from "kysely";
import { expect, test } from "vitest";
import { discussedPath, oneClick, openCorrespondence } from "../../../fixtures/correspondence.ts";
import { statesIn } from "../../../fixtures/mail-office.ts";
import { signInAs } from "../../../fixtures/readers.ts";
import { takeAddress } from "../../email/sending/take-address.ts";
import { forgetReader } from "../../email/subscriptions/forget-reader.ts";
import { suppress } from "../../email/subscriptions/suppression.ts";

const addresses = {
  ada: "ada.lovelace@university.edu",
  ben: "ben.okri@university.edu",
  cleo: "cleo.sol@university.edu",
};

test("whoever is answered, mentioned, concerned or following is told once, by the strongest of these", async () => {
  const { web, read, db, ada, ben, cleo, write } = await openCorrespondence();
  await web.request(`${discussedPath}/follow`, ada.form({ follow: "1" }));
  await web.request(`${discussedPath}/follow`, cleo.form({ follow: "1" }));
  await sql`insert into submissions (paper_id, reader_id, day, at)
    values (1, ${ben.reader.id}, '2026-03-27', '2026-03-27')`.execute(db);
  const first = await write(ada, "Is the bound sharp?");
  await write(cleo, "It is for one dimension, @ada-lovelace.", first);

  expect(await toldTo(ada)).toEqual(["Cleo Sol replied to you"]);
  expect(await toldTo(ben)).toEqual([
    "Cleo Sol wrote about your paper",
    "Ada Lovelace wrote about your paper",
  ]);
  expect(await toldTo(cleo)).toEqual(["Ada Lovelace wrote in a discussion that you follow"]);
  await write(ben, "Ask @cleo-sol.");
  expect((await toldTo(cleo))[0]).toBe("Ben Okri mentioned you");
  const aside = await write(cleo, "No idea.");
  await write(ada, "Nor have I.", await write(ben, "Who has?", aside));
  expect((await toldTo(ben))[0]).toBe("Ada Lovelace replied to you");
  expect((await toldTo(cleo)).slice(0, 2)).toEqual([
    "Ada Lovelace wrote in your thread",
    "Ben Okri replied to you",
  ]);

  async function toldTo({ headers }: typeof ada) {
    return headlinesIn(await read("/notifications", { headers }));
  }
});

test("a letter leaves two minutes later, says who said what of which paper, and one click ends its kind", async () => {
  const { web, read, ada, ben, write, wait, post } = await openCorrespondence();
  const first = await write(ada, "Is the bound sharp?");
  const answer = await write(ben, "Yes: $k^{-2/d}$, see [this](https://evil.example/).", first);
  wait(1);
  expect(await post()).toEqual([]);
  wait(1.1);
  const [letter, ...others] = await post();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    subject: "Ben Okri replied to you: List Estimation in k^(-2/d)",
    inReplyTo: `<thread.${first}@localhost>`,
    references: ["<discussion.1@localhost>", `<thread.${first}@localhost>`],
  });
  expect([letter!.to].flat()[0]?.text).toBe(addresses.ada);
  const { text = "", html } = letter!;
  expect(text).toContain("Ben Okri replied to you:\n\n   Yes: k^(-2/d), see this");
  expect(text).toContain(`/comments/${answer}\n`);
  expect(text).toContain(`/comments/${answer}/mute\n`);
  expect(html).not.toMatch(/href="[^"]*evil/);
  expect(await post()).toEqual([]);

  const list = letter!.headers.get("list") as unknown as { unsubscribe: { url: string } };
  expect(letter!.headerLines.find(({ key }) => key === "list-unsubscribe-post")?.line).toBe(
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  );
  const off = new URL(list.unsubscribe.url).pathname;
  // Scanners open every link; somebody else's link is another.
  expect(await read(off)).toContain("No more letters about replies?");
  expect(await read("/settings", ada)).toMatch(pressed("reply", "mail"));
  expect((await web.request(off.replace(/reply/, "claim"), oneClick())).status).toBe(404);
  const answered = await web.request(off, oneClick());
  expect([answered.status, await answered.text()]).toEqual([
    200,
    "No more letters about replies.\n",
  ]);
  expect(await read("/settings", ada)).toMatch(pressed("reply", "site"));
  expect(await read(off)).toContain("No more letters about replies.");

  await write(ben, "And in two.", first);
  await write(ben, "Do you agree, @ada-lovelace?");
  wait(3);
  expect((await post()).map(({ subject }) => subject)).toEqual([
    "Ben Okri mentioned you: List Estimation in k^(-2/d)",
  ]);
  expect(headlinesIn(await read("/notifications", ada))).toHaveLength(3);
});

test("what is said within some minutes goes in one letter, as it stands when it leaves", async () => {
  const { web, ada, ben, cleo, write, wait, post } = await openCorrespondence();
  const first = await write(ada, "Is the bound sharp?");
  const wrong = await write(ben, "No, never.", first);
  const gone = await write(cleo, "Who would know.", first);
  wait(1.5);
  await web.request(`/comments/${wrong}/edit`, ben.form({ source: "Yes, always.", do: "send" }));
  await write(cleo, "Only for $d = 1$.", first);
  wait(1);
  expect(await post()).toEqual([]);
  await web.request(`/comments/${gone}/delete`, cleo.form());
  wait(1.5);
  const [letter, ...others] = await post();
  expect(others).toEqual([]);
  expect(letter!.subject).toBe("2 comments: List Estimation in k^(-2/d)");
  expect(letter!.text).toContain("Yes, always.");
  expect(letter!.text).not.toMatch(/never|Who would/);
  expect(letter!.text).toMatch(/Ben Okri replied to you:[^]*Cleo Sol replied to you:/);
});

test("in a discussion that goes on, nobody waits longer than ten minutes", async () => {
  const { ada, ben, write, wait, post } = await openCorrespondence();
  const first = await write(ada, "Is the bound sharp?");
  const letters: string[] = [];
  for (let minute = 0; minute < 12; minute++) {
    await write(ben, `Thought ${minute}.`, first);
    letters.push(...(await post()).map(({ subject = "" }) => `${minute} ${subject.slice(0, 11)}`));
    wait(1);
  }
  expect(letters).toEqual(["10 9 comments:"]);
});

test("the daily letter leaves at eight in the morning where its reader is", async () => {
  const { web, ada, ben, cleo, write, wait, post } = await openCorrespondence();
  for (const who of [ada, ben]) {
    await web.request(`${discussedPath}/follow`, who.form({ follow: "1" }));
  }
  // 09:30 UTC is past eight in Berlin, and half past five in New York.
  await web.request("/settings", ada.form({ zone: "America/New_York" }));
  await web.request("/settings", ben.form({ zone: "Europe/Berlin" }));
  await write(cleo, "One.");
  wait(20);
  await write(cleo, "Two.");
  wait(130);
  // 12:00 UTC.
  expect((await post()).map(({ to, subject }) => [[to].flat()[0]?.text, subject])).toEqual([
    [addresses.ada, "2 comments: List Estimation in k^(-2/d)"],
  ]);
  wait(18 * 60 + 59);
  expect(await post()).toEqual([]);
  wait(1);
  // 07:00 UTC, the day after.
  expect((await post()).map(({ to }) => [to].flat()[0]?.text)).toEqual([addresses.ben]);
  wait(24 * 60);
  expect(await post()).toEqual([]);
});

test("a muted thread and a muted person are told no more, and nobody learns of it", async () => {
  const { web, read, db, ada, ben, cleo, write, wait, post } = await openCorrespondence();
  const first = await write(ada, "Is the bound sharp?");
  const answer = await write(ben, "Yes.", first);
  await post();
  await web.request(`/comments/${answer}/mute`, ada.form({ mute: "1" }));
  await write(cleo, "No, @ada-lovelace.", first);
  const elsewhere = await write(ada, "Another question.");
  await web.request("/people/ben-okri/mute", ada.form({ mute: "1" }));
  await write(ben, "Another answer, @ada-lovelace.", elsewhere);
  wait(15);
  expect(await post()).toEqual([]);
  const page = await read("/notifications", ada);
  expect(headlinesIn(page)).toEqual([]);
  expect(page).toMatch(/Ben Okri[^]*Unmute[^]*Ada Lovelace on/);
  expect(await read("/people/ben-okri", cleo)).not.toMatch(/You have muted/);
  expect(await read(discussedPath, ada)).toContain("By somebody whom you have muted");
  expect(await read(discussedPath, ben)).not.toContain("have muted");

  await web.request("/people/ben-okri/mute", ada.form({ mute: "0" }));
  await web.request(`/comments/${first}/mute`, ada.form({ mute: "0" }));
  expect(headlinesIn(await read("/notifications", ada))).toHaveLength(1);
  expect((await web.request("/people/ada-lovelace/mute", ada.form({ mute: "1" }))).status).toBe(
    400,
  );
  expect(await db.selectFrom("muted_people").selectAll().execute()).toEqual([]);
});

test("what is hidden before a letter leaves never leaves, however it was hidden; the rest of it is told anew", async () => {
  const { db, ada, ben, cleo, write, wait, post, server, office } = await openCorrespondence();
  const first = await write(ada, "Is the bound sharp?");
  const bad = await write(ben, "Something vile.", first);
  await write(cleo, "Something good.", first);
  wait(3);
  // The mail server takes nothing, so that the letter waits.
  server.mood = (stage) => (stage === "recipient" ? "450 4.2.0 later" : undefined);
  expect(await post()).toEqual([]);
  expect(await statesIn(office)).toEqual({ queued: 1 });
  // By none of the ways that call back what was said.
  await db.updateTable("comments").set({ standing: "hidden" }).where("id", "=", bad).execute();
  server.mood = () => undefined;
  wait(2);
  expect(await post()).toEqual([]);
  expect(await statesIn(office)).toEqual({ suppressed: 1 });
  const [letter, ...others] = await post();
  expect(others).toEqual([]);
  expect(letter!.subject).toBe("Cleo Sol replied to you: List Estimation in k^(-2/d)");
  expect(letter!.text).not.toContain("vile");
});

test("a letter goes to the address that its reader has, to none where mail is not wanted, and stops with the account", async () => {
  const { db, office, ada, ben, cleo, write, wait, post, server } = await openCorrespondence();
  const { keeper, letterhead } = office;
  const first = await write(ada, "Is the bound sharp?");
  await write(ben, "Ask @cleo-sol.", first);
  wait(3);
  server.mood = (stage) => (stage === "recipient" ? "450 4.2.0 later" : undefined);
  await post();
  server.mood = () => undefined;
  const now = new Date("2026-03-27T09:34:00Z");
  const wanted = { reader: ada.reader.id, from: addresses.ada, to: "ada@elsewhere.org" };
  expect(await takeAddress(db, { wanted, letterhead, now })).toBe(true);
  await suppress(db, keeper, { addressKey: addresses.cleo, reason: "hard", now });
  wait(5);
  const letters = await post();
  expect(letters.map(({ to, subject }) => `${[to].flat()[0]?.text} ${subject}`).sort()).toEqual([
    "ada.lovelace@university.edu Your address at Broadsheet was changed",
    "ada@elsewhere.org Ben Okri replied to you: List Estimation in k^(-2/d)",
  ]);

  await write(ben, "Nobody else?", first);
  await write(cleo, "I do not know, @ben-okri.", first);
  wait(3);
  server.mood = (stage) => (stage === "recipient" ? "450 4.2.0 later" : undefined);
  await post();
  server.mood = () => undefined;
  await forgetReader(db, keeper, {
    reader: cleo.reader,
    keepSubscription: false,
    emptyComments: false,
    now,
  });
  const reader = { ...ada.reader, address: "ada@elsewhere.org" };
  await forgetReader(db, keeper, { reader, keepSubscription: false, emptyComments: false, now });
  const left = await db.selectFrom("outbox").select(["recipient", "subject", "message"]).execute();
  expect(JSON.stringify(left.map((row) => [row, Buffer.from(row.message).toString()]))).not.toMatch(
    /ada|cleo/i,
  );
  expect(await db.selectFrom("notifications").select("reader_id").distinct().execute()).toEqual([
    { reader_id: ben.reader.id },
  ]);
  wait(5);
  expect((await post()).map(({ subject }) => subject)).toEqual([
    "A former reader mentioned you: List Estimation in k^(-2/d)",
  ]);
});

test("an act that is taken back before anybody heard of it is told to nobody, and what comes back is as old as it was", async () => {
  const { web, read, db, given, ada, cleo, write, wait, post } = await openCorrespondence();
  const mona = await signInAs(given, { name: "Mona", role: "moderator" });
  const restrict = async (span: string) => {
    const fields = {
      act: "restrict",
      span,
      reason: "insult",
      ...(span === "ban" && { hide: "1" }),
    };
    expect((await web.request("/people/cleo-sol/moderate", mona.form(fields))).status).toBe(303);
  };
  const undo = async () => {
    const acts = db.selectFrom("moderation_acts").select("id").where("undoes", "is", null);
    const { id } = await acts.orderBy("id", "desc").executeTakeFirstOrThrow();
    await web.request("/moderation/undo", mona.form({ act: `${id}` }));
  };
  const subjects = async () => {
    wait(3);
    return (await post()).map(({ to, subject = "" }) => `${[to].flat()[0]?.text} ${subject}`);
  };
  await write(cleo, "An old remark, @ada-lovelace.");
  wait(9 * 24 * 60);
  await write(cleo, "A new remark, @ada-lovelace.");
  await restrict("ban");
  expect(headlinesIn(await read("/notifications", ada))).toEqual([]);
  await undo();
  expect(headlinesIn(await read("/notifications", cleo))).toEqual([]);
  expect(await read("/notifications", ada)).toMatch(/A new remark[^]*27 March[^]*An old remark/);
  expect(await subjects()).toEqual([
    `${addresses.ada} Cleo Sol mentioned you: List Estimation in k^(-2/d)`,
  ]);

  await restrict("ban");
  expect(await subjects()).toEqual([`${addresses.cleo} You cannot write or vote here any more`]);
  await undo();
  expect(await subjects()).toEqual([`${addresses.cleo} Your ban was taken back`]);

  await web.request("/settings", cleo.form({ zone: "Europe/Berlin" }));
  await restrict("week");
  const until = /until (.*)$/.exec((await subjects())[0]!)?.[1];
  expect(until).toMatch(/^12\sApril at \d\d:\d\d\sBerlin\stime$/);
  const [headline] = headlinesIn(await read("/notifications", cleo));
  expect(headline?.replaceAll("\u00a0", " ")).toContain(until);
  const refused = await web.request(`${discussedPath}/discussion`, cleo.form({ source: "Why?" }));
  expect((await refused.text()).replaceAll("\u00a0", " ")).toContain(`until ${until}.`);
});

test("however many write, nobody gets more than twenty letters a day; the rest comes in the daily one", async () => {
  const { db, ada, ben, write, wait, post } = await openCorrespondence();
  const first = await write(ada, "Is the bound sharp?");
  const remark = async (source: string) => {
    await write(ben, source, first);
    wait(3);
    return (await post()).map(({ subject }) => subject);
  };
  await remark("The first.");
  // Eighteen more like it.
  await sql`
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 18)
    insert into outbox (kind, reader_id, message_id, recipient, domain, subject, state, due_at, created_at)
    select kind, reader_id, 'like-' || n, recipient, domain, subject, state, due_at, created_at
    from outbox, numbers`.execute(db);
  const alone = "Ben Okri replied to you: List Estimation in k^(-2/d)";
  expect(await remark("The twentieth.")).toEqual([alone]);
  expect(await remark("One more.")).toEqual([]);
  expect(await remark("And one more.")).toEqual([]);
  // From 09:42 to eight in the morning.
  wait(22 * 60 + 18);
  expect((await post()).map(({ subject }) => subject)).toEqual([
    "2 comments: List Estimation in k^(-2/d)",
  ]);
});

test("the header says how many are unread; they are read by a button, one by one or all that were shown", async () => {
  const { web, read, db, ada, ben, write } = await openCorrespondence();
  expect(await read("/notifications", ada)).toContain("There is nothing yet.");
  expect((await web.request("/notifications")).headers.get("Location") ?? "sign-in").toContain(
    "sign-in",
  );
  const first = await write(ada, "Is the bound sharp?");
  for (const source of ["Yes.", "No.", "Perhaps."]) await write(ben, source, first);
  const page = await read("/notifications", ada);
  expect(page).toMatch(/Notifications, 3\u00a0unread/);
  expect(await read("/notifications", ada)).toContain("3\u00a0unread");
  const [, id] = /name="id" value="(\d+)"/.exec(page)!;
  const [, newest] = /name="newest" value="(\d+)"/.exec(page)!;

  const mark = (who: typeof ada, fields: Record<string, string>) =>
    web.request("/notifications/read", who.form(fields, { Accept: "application/json" }));
  await mark(ben, { id: id! });
  await mark(ben, { newest: newest! });
  expect(await (await mark(ada, { id: id! })).json()).toEqual({ unread: 2 });
  await write(ben, "I was wrong.", first);
  expect(await (await mark(ada, { newest: newest! })).json()).toEqual({ unread: 1 });
  expect((await mark(ada, {})).status).toBe(400);

  const last = await db.selectFrom("comments").select("id").orderBy("id", "desc").execute();
  expect(await read(`/comments/${last[0]!.id}`, ada)).toContain("new among your");
  expect(await read(`/comments/${last[1]!.id}`, ada)).not.toContain("new among your");
  // They are read on the page of the paper as well.
  const paper = await read(discussedPath, ada);
  expect(paper).toContain("1\u00a0comment here is new among your");
  expect(await read(discussedPath, ben)).not.toContain("new among your");
  const [, shown] = /name="id" value="(\d+)" data-comment=/.exec(paper)!;
  expect(await (await mark(ada, { id: shown! })).json()).toEqual({ unread: 0 });
  expect(await read(discussedPath, ada)).not.toContain("new among your");
  expect((await web.request("/notifications?before=1", ada)).status).toBe(404);
});

test("after an edit only those are told whom it mentions now and did not before", async () => {
  const { web, read, ada, ben, cleo, write } = await openCorrespondence();
  const first = await write(ada, "Is the bound sharp? @ben-okri");
  await web.request(`${discussedPath}/follow`, cleo.form({ follow: "1" }));
  const edit = (source: string) =>
    web.request(`/comments/${first}/edit`, ada.form({ source, do: "send" }));
  await edit("Is the bound sharp, after all? @ben-okri");
  expect(headlinesIn(await read("/notifications", cleo))).toEqual([]);
  expect(headlinesIn(await read("/notifications", ben))).toHaveLength(1);
  await edit("Is the bound sharp, after all? @cleo-sol");
  expect(headlinesIn(await read("/notifications", cleo))).toEqual(["Ada Lovelace mentioned you"]);
  expect(headlinesIn(await read("/notifications", ben))).toEqual([]);
});

function headlinesIn(page: string): string[] {
  const items = page.matchAll(/<p class="notification-head">(.*?)<\/p>/gs);
  return Array.from(items, ([, html]) =>
    html!.replace(/<strong.*?<\/strong>/, "").replaceAll(/<[^>]+>/g, ""),
  );
}

/** The button of this answer, pressed. */
function pressed(kind: string, way: string): RegExp {
  return new RegExp(
    `name="kind" value="${kind}"(?:(?!</form>)[^])*value="${way}" aria-pressed="true"`,
  );
}
