import { expect, test } from "vitest";
import { signInAs } from "../../../fixtures/readers.ts";
import { form, manyPapers, now, secret, webForTest } from "../../../fixtures/web.ts";
import { makeInvitation, takeInvitation } from "../../community/accounts/invitations.ts";
import { newVisitor, visitorToken } from "../../community/visitors.ts";
import { castVote } from "../../community/votes/votes.ts";

const minute = 60_000;

function ago(minutes: number): Date {
  return new Date(now.getTime() - minutes * minute);
}

function textOf(page: string): string {
  return page
    .slice(page.indexOf("<main"), page.indexOf("</main>"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("\u00a0", " ")
    .replaceAll(/\s+/g, " ");
}

async function site() {
  const test = await webForTest({ papers: manyPapers(3) });
  const moderator = await signInAs(test.given, { name: "Mona", role: "moderator" });
  const readVotes = async () =>
    textOf(await test.read("/moderation/votes", { headers: moderator.headers }));
  return { ...test, moderator, readVotes };
}

test("only moderators see bursts, and find the way there on the page of how things stand", async () => {
  const { web, given, read, moderator, readVotes } = await site();
  const reader = await signInAs(given, { name: "Ada" });
  for (const init of [{}, { headers: reader.headers }]) {
    expect((await web.request("/moderation/votes", init)).status).toBe(403);
    expect(await read("/status", init)).not.toContain("/moderation/votes");
  }
  const { headers } = moderator;
  expect(await read("/status", { headers })).toContain('href="/moderation/votes"');
  expect(await readVotes()).toContain("No bursts of votes in the last 30 days.");
});

test("many votes from one network are shown with their paper, their time and what they count for", async () => {
  const { web, db, readVotes, moderator, read } = await site();
  for (let n = 0; n < 8; n++) {
    const Cookie = `visitor=${visitorToken(secret, newVisitor())}`;
    await web.request("/papers/2603.20000/vote", form({ up: "1" }, { Cookie }));
  }
  // A handful is no burst, nor are many that came over the day.
  for (let n = 0; n < 5; n++) {
    const vote = { visitor: `v${n}`, up: true, network: "another", now: ago(n) };
    await castVote(db, { paper: 2, ...vote });
    await castVote(db, { paper: 3, ...vote, now: ago(90 * n) });
  }
  const text = await readVotes();
  expect(text).toContain(
    "Paper 1 8 votes from one network, 09:30 UTC. They count as 3.2 ; " +
      "the paper has 8 in all. 8 visitors",
  );
  expect(text).not.toMatch(/Paper [23]/);
  const page = await read("/moderation/votes", { headers: moderator.headers });
  expect(page).toContain('href="/papers/2603.20000"');
});

test("votes from one branch are shown under the name of whoever it hangs from", async () => {
  const { given, db, readVotes } = await site();
  const owner = await signInAs(given, { name: "Olga", role: "owner" });
  const bring = async (name: string, by: number): Promise<number> => {
    const { reader } = await signInAs(given, { name });
    const token = await makeInvitation(db, { reader: by, mostUses: 1, now });
    const invitation = await takeInvitation(db, { token, now });
    await db
      .updateTable("readers")
      .set({ invitation_id: invitation! })
      .where("id", "=", reader.id)
      .execute();
    return reader.id;
  };
  const ada = await bring("Ada", owner.reader.id);
  const ben = await bring("Ben", ada);
  const below: number[] = [];
  for (let n = 1; n <= 5; n++) below.push(await bring(`Puppet ${n}`, ben));
  for (const [n, reader] of [ada, ...below].entries()) {
    await castVote(db, { paper: 2, reader, up: true, network: `n${n}`, now: ago(30 - n) });
  }
  const text = await readVotes();
  expect(text).toContain("Paper 2 6 votes from the branch of Ada, 09:00 UTC to 09:05 UTC.");
  expect(text).toContain("Ada, Puppet 1, Puppet 2, Puppet 3, Puppet 4 and Puppet 5");
});
