// What nobody may read stands nowhere: every address that answers, and every one that a page or feed leads
// to, is opened as a stranger, as another reader, as the author and as a moderator, and looked through for
// words that stand in comments that were hidden, held back, deleted or edited away.
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { simpleParser } from "mailparser";
import { actingAt } from "../../../fixtures/acting.ts";
import { say } from "../../../fixtures/discussion.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { unzip } from "../../../fixtures/unzip.ts";
import { officeOf } from "../../../fixtures/web-mail.ts";
import { manyPapers, now, webForTest } from "../../../fixtures/web.ts";
import { createApp } from "../../app.ts";
import { deleteComment, editComment } from "../../community/discussion/commenting.ts";
import { judgeComments } from "../../community/moderation/judging.ts";
import { restrictReader } from "../../community/moderation/restricting.ts";
import { composeNotifications } from "../../email/notifications/compose-notifications.ts";

const longAgo = new Date("2025-01-05T08:00:00Z");
const minute = 60_000;
const at = (minutes: number) => new Date(now.getTime() + minutes * minute);

/** One word for each way in which a comment is gone; none stands anywhere else. */
const canaries = {
  hidden: "quokkahidden",
  hiddenReply: "quokkareply",
  held: "quokkaheld",
  editedThenHidden: "quokkaformer",
  heldByEdit: "quokkaedited",
  heldThenCleaned: "quokkawaited",
  cleanedAfterEdit: "quokkabetween",
  deleted: "quokkadeleted",
  deletedVersion: "quokkaversion",
  banned: "quokkabanned",
  reporter: "quokkareporter",
  note: "quokkanote",
};
type Canary = keyof typeof canaries;

async function site() {
  const test = await webForTest({ papers: manyPapers(2) });
  const { db, given } = test;
  const mona = await signInAs(given, { name: "Mona", role: "moderator", since: longAgo });
  const ada = await signInAs(given, { name: "Ada", since: longAgo });
  const ben = await signInAs(given, { name: "Ben", since: longAgo });
  const zed = await signInAs(given, { name: "Zed", since: longAgo });
  const by = mona.reader;
  const letters = async (minutes: number) =>
    await composeNotifications(db, { letterhead: officeOf(test).letterhead, now: at(minutes) });
  const says = async (
    who: SignedInReader,
    source: string,
    { parent, minutes = 0 }: { parent?: number; minutes?: number } = {},
  ) =>
    await say(db, {
      paper: 1,
      reader: who.reader.id,
      source,
      now: at(minutes),
      ...(parent === undefined ? {} : { parent }),
    });
  const words = { reason: "insult", sentence: "Be civil.", note: canaries.note } as const;
  const hide = (id: number) =>
    judgeComments(db, { by, comments: [{ id }], verdict: "hide", words, now: at(10) });
  const edit = (comment: number, source: string, minutes = 2) =>
    editComment(actingAt(db, at(minutes)), { comment, reader: ada.reader.id, source });

  await test.db
    .insertInto("followed_papers")
    .values({ reader_id: ben.reader.id, paper_id: 1, at: now.toISOString() })
    .execute();
  const bens = await says(ben, "What does the second lemma say?");
  const ids = {
    hidden: await says(ada, `@ben, **${canaries.hidden}**!`, { parent: bens }),
    edited: await says(ada, `It says ${canaries.editedThenHidden}.`, { parent: bens }),
    deleted: await says(ada, `It says ${canaries.deletedVersion}.`, { parent: bens }),
    held: await says(ada, "It says what it says.", { parent: bens }),
    zeds: await says(zed, `Buy ${canaries.banned} now, @ben.`),
  };
  const hiddenReply = await says(ada, `And @ben, ${canaries.hiddenReply}.`, { parent: ids.hidden });
  await says(ben, "I do not think so.", { parent: ids.hidden });
  await says(ben, "Nor that.", { parent: ids.deleted });
  await edit(ids.edited, "It says nothing of the kind.");
  await edit(ids.deleted, `It says ${canaries.deleted}.`);
  await db
    .insertInto("held_words")
    .values(
      [canaries.held, canaries.heldByEdit, canaries.heldThenCleaned, canaries.cleanedAfterEdit].map(
        (value) => ({
          kind: "word" as const,
          value,
          reader_id: mona.reader.id,
          at: now.toISOString(),
        }),
      ),
    )
    .execute();
  const held = await says(ada, `A plain ${canaries.held}, @ben.`, { parent: bens });
  await edit(ids.held, `It says ${canaries.heldByEdit}, @ben.`);
  // What waited is public in no history, also once a clean version was let through.
  const cleaned = [
    await says(ada, `Buy ${canaries.heldThenCleaned}.`),
    await says(ada, "It says something at first."),
  ];
  await edit(cleaned[1]!, `It says ${canaries.cleanedAfterEdit}, @ben.`);
  for (const [n, id] of cleaned.entries()) {
    await edit(id, `A fair remark, number ${n}.`, 3);
    await judgeComments(db, {
      by,
      comments: [{ id }],
      verdict: "approve",
      words: { reason: null, sentence: "", note: "" },
      now: at(4),
    });
  }
  await db
    .insertInto("reports")
    .values({
      comment_id: ids.hidden,
      reader_id: ben.reader.id,
      reason: "insult",
      sentence: canaries.reporter,
      at: now.toISOString(),
    })
    .execute();
  // Some letters wait in the outbox already when what they tell is hidden.
  await letters(5);
  const queued = await db.selectFrom("outbox").select("id").execute();
  for (const id of [ids.hidden, hiddenReply, ids.edited]) await hide(id);
  await deleteComment(actingAt(db, at(10)), { comment: ids.deleted, reader: ada.reader.id });
  await restrictReader(db, {
    by,
    reader: zed.reader.id,
    until: null,
    hideComments: true,
    words: { reason: "spam", sentence: "", note: "" },
    secret: given.secret,
    now: at(10),
  });
  await letters(60 * 24);
  const all = [bens, ...Object.values(ids), hiddenReply, held, ...cleaned];
  return { ...test, app: createApp(given), mona, ada, ben, all, queued: queued.length };
}

/** Every address of the routes that is read, with what there is put in for what varies. */
function listAddresses(
  app: ReturnType<typeof createApp>,
  { comments }: { comments: readonly number[] },
): string[] {
  const paths = app.routes.filter(({ method }) => method === "GET").map(({ path }) => path);
  const filled = paths.flatMap((path) => {
    const paper = path
      .replace(/:identifier\{\.\+(.*)\}/, "2603.20000$1")
      .replace(/:identifier(\{[^/]*\})?/, "2603.20000")
      .replace(/:(section|address)/, "cs.CV")
      .replace(":part", "votes")
      .replace(/:day/, "2026-03-27")
      .replace(/:key(\{[^}]*\})?/, keyOf(path));
    if (paper.includes("/comments/:")) {
      return comments.map((id) => paper.replace(/:\w+(\{[^}]*\})?/, String(id)));
    }
    if (paper.includes(":handle")) {
      return ["ada", "ben", "zed"].map((handle) => paper.replace(":handle", handle));
    }
    return [paper];
  });
  const asked = ["/api/papers/2603.20000?field=comments", "/search?q=lemma", "/search?q=says"];
  return [...new Set([...filled, ...asked])].filter((path) => !/[:*]/.test(path));
}

function keyOf(path: string): string {
  if (path.includes("week")) return "2026-W13";
  return path.includes("month") ? "2026-03" : "2026-03-27";
}

const most = 400;

/** Lists of papers lead to one another without end, and each has its address among the routes. */
const endless = /^\/(search|day|week|month|sections|since|sign-in|trending|static)\b/;
/** Where comments and people are. */
const telling = /^\/(api\/)?(papers|comments|people|discussions|moderation|notifications)/;

/** Where each of the words was found, by whoever walks from the front page. */
async function walk(
  { app, all }: Awaited<ReturnType<typeof site>>,
  who: SignedInReader | undefined,
  { only }: { only?: RegExp } = {},
): Promise<{ opened: number; found: Map<Canary, string[]> }> {
  const routes = listAddresses(app, { comments: all });
  const known = new Set(routes.filter((path) => only === undefined || only.test(path)));
  const found = new Map<Canary, string[]>();
  for (const path of known) {
    const answer = await app.request(path, { headers: who?.headers ?? {} });
    const text = textOf(answer, Buffer.from(await answer.arrayBuffer()));
    for (const [name, word] of Object.entries(canaries)) {
      const told = `${[...answer.headers].join(" ")} ${text}`.toLowerCase();
      if (told.includes(word))
        found.set(name as Canary, [...(found.get(name as Canary) ?? []), path]);
    }
    for (const [, href = ""] of text.matchAll(/(?:href|action|url|id)[="<>:\s]+([^"<\s]+)/g)) {
      const url = URL.parse(href.replaceAll("&amp;", "&"), `http://localhost:3000${path}`);
      if (url?.origin !== "http://localhost:3000" || known.size >= most) continue;
      const led = url.pathname + url.search;
      if (!endless.test(led) && (only === undefined || only.test(led))) known.add(led);
    }
  }
  return { opened: known.size, found };
}

function textOf(answer: Response, body: Buffer): string {
  return answer.headers.get("Content-Encoding") === "gzip"
    ? gunzipSync(body).toString()
    : body.toString();
}

test("what was hidden, held, deleted or edited away is found nowhere by those who may not read it", async () => {
  const test = await site();
  const { ada, ben, mona, db, app, queued } = test;
  const everybodys = await walk(test, undefined);
  const bens = await walk(test, ben);
  console.log(
    `Nothing leaks: ${Object.keys(canaries).length} words, looked for at ${everybodys.opened} addresses ` +
      `as a stranger and ${bens.opened} as a reader; found at ` +
      `${[...everybodys.found.values(), ...bens.found.values()].flat().length}`,
  );
  expect(everybodys.opened).toBeGreaterThan(120);
  expect([...everybodys.found]).toEqual([]);
  // What Ben said of what he reported is his own, and stands in the form that changes it.
  expect([...bens.found].filter(([name]) => name !== "reporter")).toEqual([]);

  const archive = await app.request("/settings/data/export", ben.form());
  const files = [...unzip(Buffer.from(await archive.arrayBuffer())).values()].join("\n");
  expect(files).toContain("second lemma");
  expect(wordsIn(files)).toEqual(["reporter"]);

  expect(queued).toBeGreaterThan(0);
  const letters = await db.selectFrom("outbox").select(["message", "subject", "state"]).execute();
  const leaving: string[] = [];
  for (const { message, subject, state } of letters) {
    if (state === "suppressed") continue;
    const { text = "", html } = await simpleParser(Buffer.from(message));
    leaving.push(`${subject} ${text} ${html || ""}`);
  }
  expect(wordsIn(leaving.join("\n"))).toEqual([]);

  // The author reads what is theirs, and moderators what they judge; what was deleted is gone for both.
  const adas = await walk(test, ada, { only: telling });
  expect([...adas.found.keys()].toSorted(byName)).toEqual(
    [
      "editedThenHidden",
      "held",
      "heldByEdit",
      "hidden",
      "hiddenReply",
      "heldThenCleaned",
      "cleanedAfterEdit",
    ].toSorted(byName),
  );
  const monas = await walk(test, mona, { only: telling });
  for (const name of ["hidden", "hiddenReply", "held", "heldByEdit", "banned", "note"] as const) {
    expect([name, monas.found.has(name)]).toEqual([name, true]);
  }
  expect([monas.found.get("deleted"), monas.found.get("deletedVersion")]).toEqual([
    undefined,
    undefined,
  ]);
}, 60_000);

function wordsIn(text: string): string[] {
  return Object.entries(canaries)
    .filter(([, word]) => text.toLowerCase().includes(word))
    .map(([name]) => name);
}

function byName(one: string, other: string): number {
  return one < other ? -1 : 1;
}
