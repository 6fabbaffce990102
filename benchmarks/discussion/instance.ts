// An instance with one paper on which much is said: threads of several lengths, mathematics, code, quotes,
// mentions, edits and votes.
import { savePapers } from "../../src/catalogue/save-papers.ts";
import { openAccounts } from "../../src/community/accounts/accounts.ts";
import { addReader } from "../../src/community/readers.ts";
import { readConfig } from "../../src/config.ts";
import { openSearchIndex } from "../../src/search/index/search-index.ts";
import { openDatabase } from "../../src/store/database.ts";
import { instanceSecret } from "../../src/store/instance.ts";
import type { WebOptions } from "../../src/web/context.ts";

const identifier = "2603.00001";
const people = 40;

const texts = [
  (n: number) =>
    `By lemma ${n} the error is at most $\\|X - \\hat x_{${n}}\\|^2 \\le C_d k^{-2/d}$, and with $d = ${n % 9}$:\n\n` +
    `$$\\sum_{i=1}^{${n}} \\int_0^1 f_i(x)\\,dx = \\frac{\\sqrt{3}\\pi}{2}\\sigma^2 k^{-2} + \\mathcal{O}(n^{-${n}})$$\n\n` +
    `which is what section ${n % 7} says. @reader-${n % people} has checked it.`,
  (n: number) =>
    `> The rate is $k^{-2/d}$, whatever the density.\n\nOnly if $p(x) > 0$ near the origin, see arXiv:2603.00001. ` +
    `Otherwise *nothing* can be said of the constant $C_{${n}}$; I have tried:\n\n` +
    "```python\nfor k in range(1, 100):\n    print(k, error(k) * k ** (2 / d))\n```\n\nand `k` must be large.",
  (n: number) =>
    `That is remark ${n}. It took me an afternoon to see why, and two examples: one of a distribution ` +
    "with heavy tails, one on a lattice. Both are in [the notes](https://example.org/notes).",
];

export async function fillDiscussion(folder: string, { comments }: { comments: number }) {
  const db = openDatabase(folder);
  const now = new Date();
  const day = now.toISOString().slice(0, 10);
  await savePapers(
    db,
    [
      {
        identifier: `arxiv:${identifier}`,
        title: "List Estimation",
        abstract: "Made up, to be discussed.",
        authors: ["Ada Lindqvist"],
        categories: ["cs.IT"],
        appearances: [{ day, kind: "announced" }],
      },
    ],
    { now },
  );
  const config = readConfig({ DATA_DIR: folder, SOURCES: "none" }, folder);
  const secret = await instanceSecret(db);
  const accounts = openAccounts({ db, secret, config, clock: () => new Date(), log: () => {} });
  for (let n = 0; n < people; n++) {
    await addReader(db, { address: `r${n}@example.org`, name: `Reader ${n}`, role: "reader", now });
  }
  const entrance = await accounts.useLink({
    token: await accounts.makeLink("r0@example.org"),
    headers: new Headers(),
  });
  await say(db, { comments, now });
  const index = openSearchIndex({ db, dataDir: folder });
  await index.catchUp();
  const options: WebOptions = {
    db,
    accounts,
    finder: index,
    judge: async () => new Map(),
    config,
    sections: [],
    secret,
    clock: () => now,
    log: console.error,
    mailState: () => "folder",
    outboxChanged: () => {},
  };
  return {
    options,
    identifier,
    cookie: entrance!.cookies.map((each) => each.split(";")[0]).join("; "),
    close: async () => {
      await index.close();
      await db.destroy();
    },
  };
}

/** A fifth begin threads; the others answer one of the last few. */
async function say(
  db: WebOptions["db"],
  { comments, now }: { comments: number; now: Date },
): Promise<void> {
  const roots: number[] = [];
  const rows = Array.from({ length: comments }, (_, n) => {
    const id = n + 1;
    const parent = n % 5 === 0 ? null : id - 1 - (n % 3 === 0 && n > 2 ? 1 : 0);
    roots.push(parent === null ? id : roots[parent - 1]!);
    return {
      paper_id: 1,
      reader_id: 1 + (n % people),
      parent_id: parent,
      root_id: roots[n]!,
      source: texts[n % texts.length]!(n),
      at: new Date(now.getTime() - (comments - n) * 60_000).toISOString(),
      edited_at: n % 20 === 0 ? now.toISOString() : null,
    };
  });
  await db.transaction().execute(async (db) => {
    for (let from = 0; from < rows.length; from += 500) {
      await db
        .insertInto("comments")
        .values(rows.slice(from, from + 500))
        .execute();
    }
    for (const [index, { reader_id }] of rows.entries()) {
      const voters = Array.from({ length: index % 7 }, (_, n) => 1 + ((reader_id + n) % people));
      if (voters.length === 0) continue;
      await db
        .insertInto("comment_votes")
        .values(
          voters.map((reader_id) => ({ comment_id: index + 1, reader_id, at: now.toISOString() })),
        )
        .execute();
      if (index % texts.length === 0) {
        const called = index % people;
        await db
          .insertInto("mentions")
          .values({ comment_id: index + 1, handle: `reader-${called}`, reader_id: 1 + called })
          .execute();
      }
    }
  });
}
