// Killed again and again while many comment, edit and vote over HTTP, the program loses nothing that it
// has acknowledged and doubles nothing that was sent twice because no answer came.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../fixtures/instance.ts";
import { startBroadsheet, type Program } from "../../../fixtures/program.ts";
import { signInAs, type SignedInReader } from "../../../fixtures/readers.ts";
import { manyPapers } from "../../../fixtures/web.ts";
import { savePapers } from "../../catalogue/save-papers.ts";
import { openAccounts } from "../../community/accounts/accounts.ts";
import { countTalk } from "../../community/discussion/talk-counts.ts";
import { readConfig } from "../../config.ts";
import { links } from "../../links.ts";
import { seededRandom } from "../../search/evaluation/random.ts";
import { openDatabase } from "../../store/database.ts";
import { checkDatabase } from "../../store/health.ts";
import { instanceSecret } from "../../store/instance.ts";

const kills = 20;
const readers = 10;
const paper = "2603.20000";

/** A comment that was acknowledged, as it should stand in the end. */
interface Acknowledged {
  id: number;
  by: number;
  source: string;
  versions: number;
  votes: Set<number>;
}

test("20 kills while ten readers comment, edit and vote by two servers lose nothing and double nothing", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);
  const DATA_DIR = temporaryFolder();
  const people = await prepare(DATA_DIR);
  const servers: Running[] = [await start(DATA_DIR), await start(DATA_DIR)];
  const said: Acknowledged[] = [];
  const told = { seed, kills: 0, acknowledged: 0, unanswered: 0 };
  let isOver = false;

  /** Sends it until somebody has answered. */
  async function send(path: string, reader: SignedInReader, fields: Record<string, string>) {
    for (;;) {
      const { site } = servers[Math.floor(random() * servers.length)]!;
      try {
        const asked = reader.form(fields, { Accept: "application/json" });
        const answer = await fetch(site + path, { ...asked, signal: AbortSignal.timeout(20_000) });
        const json = (await answer.json()) as Record<string, unknown>;
        if (answer.status === 429) return undefined;
        expect([path, answer.status, json]).toEqual([path, 200, json]);
        told.acknowledged++;
        return json;
      } catch (error) {
        if (error instanceof Error && error.name === "AssertionError") throw error;
        told.unanswered++;
        await sleep(20);
      }
    }
  }

  async function takePart(reader: SignedInReader): Promise<void> {
    const by = reader.reader.id;
    for (let turn = 0; !isOver; turn++) {
      const own = said.filter((each) => each.by === by);
      const others = said.filter((each) => each.by !== by);
      const which = random();
      if (which < 0.25 && own.length < 90) {
        const source = `Remark ${turn} of reader ${by}.`;
        const answer = await send(links.discussionForm(`arxiv:${paper}`), reader, { source });
        const place = answer && /(\d+)$/.exec(answer["place"] as string);
        if (place) said.push({ id: Number(place[1]), by, source, versions: 0, votes: new Set() });
      } else if (which < 0.5 && own.length > 0) {
        const comment = own[Math.floor(random() * own.length)]!;
        const source = `${comment.source.split(" Edited")[0]} Edited in turn ${turn}.`;
        if (await send(links.commentEdit(comment.id), reader, { source })) {
          comment.source = source;
          comment.versions++;
        }
      } else if (others.length > 0) {
        const comment = others[Math.floor(random() * others.length)]!;
        const up = !comment.votes.has(by);
        const fields = { up: up ? "1" : "0" };
        if (await send(links.commentVote(comment.id), reader, fields)) {
          if (up) comment.votes.add(by);
          else comment.votes.delete(by);
        }
      }
      // As quick as two dozen people at once, and no quicker than one may vote.
      await sleep(150 + 300 * random());
    }
  }

  const all = Promise.all(people.map(takePart));
  for (let kill = 0; kill < kills; kill++) {
    await sleep(300 + 1500 * random());
    const { program } = servers[kill % 2]!;
    const ended = once(program, "exit");
    program.kill("SIGKILL");
    await ended;
    told.kills++;
    servers[kill % 2] = await start(DATA_DIR);
  }
  isOver = true;
  await all;

  const db = openDatabase(DATA_DIR);
  const rows = await db.selectFrom("comments").selectAll().orderBy("id").execute();
  const versions = await db.selectFrom("comment_versions").selectAll().execute();
  const votes = await db.selectFrom("comment_votes").selectAll().execute();
  const expected = said.toSorted((one, other) => one.id - other.id);
  expect(rows.map(({ id, reader_id, source }) => ({ id, by: reader_id, source }))).toEqual(
    expected.map(({ id, by, source }) => ({ id, by, source })),
  );
  const drift = expected.filter(
    ({ id, versions: edits, votes: voters }) =>
      versions.filter((each) => each.comment_id === id).length !== edits ||
      votes.filter((each) => each.comment_id === id).length !== voters.size,
  );
  expect(drift).toEqual([]);
  const counts = await countTalk(db, [rows[0]!.paper_id]);
  expect(Array.from(counts.values(), ({ comments }) => comments)).toEqual([rows.length]);
  expect((await checkDatabase(db)).faults).toEqual([]);
  await db.destroy();
  console.log("Kills:", {
    ...told,
    comments: rows.length,
    votes: votes.length,
    edits: versions.length,
  });
  expect(told.kills).toBe(kills);
});

interface Running {
  program: Program;
  site: string;
}

async function start(DATA_DIR: string): Promise<Running> {
  const program = startBroadsheet(["serve"], { DATA_DIR, PORT: "0" });
  const [line] = (await once(program.stdout, "data")) as [Buffer];
  program.stdout.resume();
  program.stderr.resume();
  return { program, site: /http:\S+/.exec(line.toString())![0] };
}

/** A paper, and readers who have been here for a while and are signed in. */
async function prepare(DATA_DIR: string): Promise<SignedInReader[]> {
  const db = openDatabase(DATA_DIR);
  await savePapers(db, manyPapers(1), { now: new Date() });
  const secret = await instanceSecret(db);
  const config = readConfig({ DATA_DIR }, DATA_DIR);
  const clock = () => new Date();
  const accounts = openAccounts({ db, secret, config, clock, log: () => {} });
  const since = new Date(Date.now() - 60 * 86_400_000);
  const people: SignedInReader[] = [];
  for (let n = 0; n < readers; n++) {
    people.push(await signInAs({ db, accounts, secret, clock }, { name: `Person ${n}`, since }));
  }
  await db.destroy();
  // What a form bears is signed with the secret of the instance.
  return people;
}
