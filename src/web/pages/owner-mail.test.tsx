import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import {
  form,
  now,
  secret,
  webForTest,
  type TestWeb,
  type TestWebOptions,
} from "../../../fixtures/web.ts";
import { findPause, pauseMail } from "../../email/sending/mail-pause.ts";
import { suppress } from "../../email/subscriptions/suppression.ts";
import { links } from "../../links.ts";

/** A browser that is signed in as the owner. */
interface Owner extends TestWeb {
  page: (path?: string) => Promise<string>;
  post: (
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Response>;
}

async function openAsOwner(options: TestWebOptions = {}): Promise<Owner> {
  const test = await webForTest(options);
  const owner = await signInAs(test.given, { role: "owner" });
  const cookie = owner.headers;
  return {
    ...test,
    page: (path = links.ownerMail) => test.read(path, { headers: cookie }),
    post: async (path, fields, headers = {}) =>
      await test.web.request(path, owner.form(fields, headers)),
  };
}

/** A daily reader with a digest of yesterday. */
async function addReader(
  { db }: TestWeb,
  address: string,
  letter: {
    state?: "queued" | "sent" | "failed" | "suppressed";
    error?: string;
    due?: string;
  } = {},
): Promise<number> {
  const at = "2026-03-26T07:00:00.000Z";
  const { state = "sent", error = null, due = at } = letter;
  const { id } = await db
    .insertInto("subscriptions")
    .values({
      address,
      address_key: address,
      status: "confirmed",
      frequency: "daily",
      created_at: at,
      confirmed_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const digest = await db
    .insertInto("digests")
    .values({ subscription_id: id, edition: "2026-03-26", papers: 3, created_at: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  const written = await db
    .insertInto("outbox")
    .values({
      kind: "digest",
      subscription_id: id,
      digest_id: digest.id,
      message_id: `<digest.2026-03-26.${id}@example.org>`,
      recipient: address,
      domain: "example.net",
      subject: "Three papers",
      state,
      due_at: due,
      last_error: error,
      created_at: at,
      sent_at: state === "sent" ? at : null,
      carried_by: state === "sent" ? "smtp" : null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return written.id;
}

/** The text of a page, without its marks. */
function textOf(page: string): string {
  return page
    .slice(page.indexOf("<main"), page.indexOf("</main>"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("\u00a0", " ")
    .replaceAll(/\s+/g, " ");
}

test("strangers see nothing of it, can do nothing, and read how the owner signs in", async () => {
  const test = await webForTest();
  await addReader(test, "ada@example.net");
  const asked = await test.web.request(links.ownerMail);
  expect(asked.status).toBe(403);
  const page = await asked.text();
  expect(textOf(page)).toContain("Only the owner of this site may do that.");
  expect(page).toContain("npm run broadsheet -- owner");
  expect(page).not.toContain("ada@example.net");
  for (const [path, fields] of [
    [links.ownerMailPause, { sending: "pause" }],
    [links.ownerMailTest, { address: "ada@example.net" }],
  ] as const) {
    expect((await test.web.request(path, form(fields))).status).toBe(403);
  }
  expect(await findPause(test.db)).toBeUndefined();
  expect(test.outboxChanges()).toBe(0);
});

test("a form of another site does nothing, though the owner’s browser sends it", async () => {
  const owner = await openAsOwner();
  for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "https://evil.example" }]) {
    const paused = await owner.post(links.ownerMailPause, { sending: "pause" }, headers as {});
    const sent = await owner.post(links.ownerMailTest, { address: "a@example.net" }, headers as {});
    expect([paused.status, sent.status]).toEqual([403, 403]);
  }
  expect(await findPause(owner.db)).toBeUndefined();
  expect(await owner.db.selectFrom("outbox").select("id").execute()).toEqual([]);
});

test("its forms say where they come from, so they work over plain HTTP as well", async () => {
  const owner = await openAsOwner();
  const shown = await owner.web.request(links.ownerMail);
  expect(shown.headers.get("Referrer-Policy")).not.toBe("no-referrer");
  const link = await owner.web.request(links.owner("mailbox.abc"));
  expect(link.headers.get("Referrer-Policy")).toBe("no-referrer");
});

test("an empty instance says what to do first", async () => {
  const { page } = await openAsOwner();
  const text = textOf(await page());
  expect(text).toContain("No digest has been sent yet.");
  expect(text).toContain("npm run broadsheet -- doctor mail");
  expect(text).toContain("Nobody has subscribed yet.");
  expect(text).toContain("No opens and no clicks are counted");
  expect(await page()).not.toContain('<svg class="small-chart"');
});

test("the figures stand in sentences, and the row of an edition adds up", async () => {
  const owner = await openAsOwner();
  for (let reader = 0; reader < 5; reader++) await addReader(owner, `r${reader}@example.net`);
  await addReader(owner, "left@example.net", { state: "suppressed" });
  await addReader(owner, "old@example.net", { state: "failed", error: "552 too large" });
  const angry = await addReader(owner, "angry@example.net");
  await owner.db
    .insertInto("bounces")
    .values({ kind: "complaint", source: "report", outbox_id: angry, at: now.toISOString() })
    .execute();
  const page = await owner.page();
  const text = textOf(page);
  expect(text).toContain("Mail flows. The edition of Thursday 26 March went to 6 of 8");
  expect(text).toContain("Digests sent 6 in 30 days; 0 today");
  expect(text).toContain("0 hard, 0 soft, 1 given up");
  expect(text).toContain("! 17 % of what was sent");
  expect(text).toContain("Gmail and Yahoo ask for less than 0.3 %");
  expect(text).toContain("Thursday 26 March 8 6 0 0 1 1");
  expect(text).toMatch(/Given up old @example.net 552 too large/);
  expect(text).toContain("Unwanted angry @example.net");
  expect(page).toContain(
    "Digests sent, by day from 26 February to 27 March: 6, most of them, 6, on 26 March.",
  );
  expect(page).not.toContain("style=");
});

test("what mail servers write stays text", async () => {
  const owner = await openAsOwner();
  const evil = `550 <script>alert(1)</script> "><img src=x onerror=alert(2)>`;
  await addReader(owner, "a@example.net", { state: "failed", error: evil });
  await addReader(owner, "b@example.net", { state: "queued", error: evil });
  await pauseMail(owner.db, { by: "policy", reason: evil, now });
  const page = await owner.page();
  expect(page).not.toMatch(/<script>alert|<img/);
  expect(page.match(/550 &lt;script&gt;alert/g)).toHaveLength(3);
});

test("one button pauses all mail and one goes on; the status says so to everybody, why to nobody", async () => {
  const owner = await openAsOwner();
  await addReader(owner, "ada@example.net", { state: "queued" });
  const paused = await owner.post(links.ownerMailPause, { sending: "pause" });
  expect([paused.status, paused.headers.get("Location")]).toEqual([303, "/owner/mail"]);
  expect(owner.outboxChanges()).toBe(1);
  const text = textOf(await owner.page());
  expect(text).toContain("Sending is paused. You paused it at 09:30 UTC. 1 mail waits.");
  expect(text).toContain("Resume sending");
  expect(textOf(await owner.read("/status"))).toContain("Mail is paused.");
  await owner.post(links.ownerMailPause, { sending: "resume" });
  expect(await findPause(owner.db)).toBeUndefined();
  expect(owner.outboxChanges()).toBe(2);

  await pauseMail(owner.db, { by: "policy", reason: "The mail server says: 550 5.7.1 Spam.", now });
  const refused = textOf(await owner.page());
  expect(refused).toContain(
    "Sending is paused. A mail server refused us for what we are, at 09:30",
  );
  expect(refused).toContain("The mail server says: 550 5.7.1 Spam.");
  const status = await owner.read("/status");
  expect(textOf(status)).toContain("Mail is paused.");
  expect(status).not.toContain("5.7.1");
  const nonsense = await owner.post(links.ownerMailPause, { sending: "<b>" });
  expect(nonsense.status).toBe(400);
});

test("the owner gets there from the settings and the status; nobody else is told of it", async () => {
  const owner = await openAsOwner();
  for (const path of [links.settings, links.status]) {
    expect(await owner.page(path)).toContain(`href="${links.ownerMail}"`);
    expect(await owner.read(path)).not.toContain(links.ownerMail);
  }
});

test("mail that is held back, has no server, or does not leave is said first", async () => {
  const held = await openAsOwner({ mailState: () => "held" });
  expect(textOf(await held.page())).toContain("Mail is held back. Its links would lead to");
  const folder = await openAsOwner({ mailState: () => "folder" });
  expect(textOf(await folder.page())).toContain("No mail server is set up.");
  const stuck = await openAsOwner();
  const error = "The mail server says: 451 try later";
  const due = "2026-03-27T09:00:00.000Z";
  await addReader(stuck, "ada@example.net", { state: "queued", error, due });
  const text = textOf(await stuck.page());
  expect(text).toContain("1 mail waits. The first has been due since 09:00 UTC.");
  expect(text).toContain(error);
  const later = { state: "queued", error, due: "2026-03-27T10:00:00.000Z" } as const;
  const flowing = await openAsOwner();
  await addReader(flowing, "ada@example.net", later);
  await addReader(flowing, "eve@example.net");
  const calm = textOf(await flowing.page());
  expect(calm).toContain("Mail flows. The edition of Thursday 26 March has reached 1 of 2 so far.");
  expect(calm).toContain(
    "1 mail is tried again later. The oldest was written on 26 March at 07:00 UTC.",
  );
});

test("a new sender reads how much the warm-up allows yet", async () => {
  const owner = await openAsOwner({ settings: { MAIL_WARM_UP: "50" } });
  await addReader(owner, "ada@example.net");
  expect(textOf(await owner.page())).toContain("Warming up: 100 more mails may leave today.");
});

test("a test mail goes through the outbox and says what to look at; the page says what became of it", async () => {
  const owner = await openAsOwner({ settings: { MAIL_FROM: "papers@example.org" } });
  const sent = await owner.post(links.ownerMailTest, { address: " Ada@Example.net " });
  expect([sent.status, sent.headers.get("Location")]).toEqual([303, "/owner/mail?written#test"]);
  expect(owner.outboxChanges()).toBe(1);
  const mail = await owner.db.selectFrom("outbox").selectAll().executeTakeFirstOrThrow();
  expect(mail).toMatchObject({ kind: "test", recipient: "Ada@example.net", state: "queued" });
  const letter = await simpleParser(Buffer.from(mail.message));
  expect(letter.subject).toBe("A test mail from Broadsheet");
  for (const part of [letter.text!, letter.html as string]) {
    const flat = part.replaceAll(/\s+/g, " ");
    for (const said of ["dkim=pass", "spam folder", "doctor mail example.org"]) {
      expect(flat).toContain(said);
    }
  }
  const text = textOf(await owner.page(`${links.ownerMail}?written`));
  expect(text).toContain("It is on its way. Look into the inbox");
  expect(text).toContain("The last one, to Ada@example.net, waits; it was written at 09:30 UTC.");
});

test("a test mail goes to an address only, to none that wants none, and five times an hour", async () => {
  const owner = await openAsOwner();
  const send = async (address: string) => await owner.post(links.ownerMailTest, { address });
  for (const [address, fault] of [
    ["", "Please write your mail address"],
    ["ada", "This address has no @."],
    ["ada@example.net\r\nBcc: eve@example.net", "Please look at it again."],
    ['"><b>x@example.net', "Please look at it again."],
  ] as const) {
    const refused = await send(address);
    const page = await refused.text();
    expect(refused.status).toBe(400);
    expect(textOf(page)).toContain(fault);
    expect(page).toContain('aria-invalid="true"');
    expect(page).not.toContain("<b>x");
  }
  const keeper = { secret, dataDir: owner.given.config.DATA_DIR };
  await suppress(owner.db, keeper, { addressKey: "gone@example.net", reason: "hard", now });
  expect(textOf(await (await send("gone@example.net")).text())).toContain(
    "Nothing is sent to this",
  );
  for (let time = 0; time < 5; time++) expect((await send("ada@example.net")).status).toBe(303);
  const refused = await send("ada@example.net");
  expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "3600"]);
  expect(textOf(await refused.text())).toContain("5 test mails went out within the hour.");
  expect(await owner.db.selectFrom("outbox").select("id").execute()).toHaveLength(5);
});
