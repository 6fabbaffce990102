// Words that were written before, by a newcomer elsewhere or in what a moderator hid.
import { expect, test } from "vitest";
import { actingAt } from "../../../fixtures/acting.ts";
import { say } from "../../../fixtures/discussion.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { deleteComment, editComment } from "../discussion/commenting.ts";
import { addReader } from "../readers.ts";

const monday = new Date("2026-03-02T09:00:00Z");
const after = (minutes: number) => new Date(monday.getTime() + minutes * 60_000);

test("the same words elsewhere wait, however they are written; those that were changed or deleted are none", async () => {
  const { db, save } = await openInstance();
  await save(
    aPaper({ identifier: "arxiv:2603.00001" }),
    aPaper({ identifier: "arxiv:2603.00002" }),
  );
  const join = async (name: string) => {
    const address = `${name}@university.edu`;
    return (await addReader(db, { name, address, role: "reader", now: monday })).id;
  };
  const [reader, ben] = [await join("ada"), await join("ben")];
  const isHeld = async (comment: number) => {
    const { standing } = await db
      .selectFrom("comments")
      .select("standing")
      .where("id", "=", comment)
      .executeTakeFirstOrThrow();
    return standing === "held";
  };
  const source = "The bound is sharp for every lattice.";
  const first = await say(db, { paper: 1, reader, source, now: after(1) });
  // Its own words are none that were written before.
  const shouted = { comment: first, reader, source: source.toUpperCase() };
  expect(await editComment(actingAt(db, after(2)), shouted)).toBe("shown");
  const again = await say(db, { paper: 2, reader, source: ` the bóund  is sharp for every LATTICE.`, now: after(3) }); // prettier-ignore
  expect(await isHeld(again)).toBe(true);
  expect(await isHeld(await say(db, { paper: 2, reader: ben, source, now: after(4) }))).toBe(false);
  await deleteComment(actingAt(db, after(5)), { comment: again, reader });
  await editComment(actingAt(db, after(6)), { comment: first, reader, source: "It is not sharp for lattices." }); // prettier-ignore
  const third = await say(db, { paper: 2, reader, source, now: after(7) });
  expect(await isHeld(third)).toBe(false);
  await db.updateTable("comments").set({ standing: "hidden" }).where("id", "=", third).execute();
  const copied = await say(db, { paper: 1, reader: ben, source: `*${source}*`, now: after(8) });
  const said = await say(db, { paper: 1, reader: ben, source: `${source}\n`, now: after(9) });
  expect([await isHeld(copied), await isHeld(said)]).toEqual([false, true]);
});
