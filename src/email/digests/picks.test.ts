// What editors put on top stands on top of the letter, signed.
import { expect, test } from "vitest";
import { openFinder } from "../../../fixtures/finder.ts";
import { morning } from "../../../fixtures/instance.ts";
import {
  composeIn,
  digestsTo,
  openOffice,
  papersOf,
  subscribe,
  titlesIn,
  today,
} from "../../../fixtures/mail-office.ts";
import { bringOutPicks } from "../../community/picks/due-picks.ts";
import { pickPaper } from "../../community/picks/picking.ts";
import { addReader } from "../../community/readers.ts";
import { castVote } from "../../community/votes/votes.ts";
import { closeEdition } from "../../editions/closing.ts";
import { noJudgements } from "../../../fixtures/judgements.ts";

const ada = "ada@university.edu";
const bob = "bob@university.edu";

test("a pick leads every letter, before what is followed, and says who and why; a closed day keeps its order", async () => {
  const office = await openOffice(papersOf(today, 5));
  const { db } = office;
  const editor = { name: "Noor Haddad", address: "noor@university.edu", role: "editor" } as const;
  const { id: reader } = await addReader(db, { ...editor, now: morning });
  const sentence = "Read <section 4> first.";
  await pickPaper(db, { paper: 3, day: today, days: [today], reader, sentence, now: morning });
  await bringOutPicks(db, { until: today });
  await subscribe(office, ada);
  await subscribe(office, bob, { follows: [{ query: "title:2" }] });
  await closeEdition(db, { day: today, judge: noJudgements, reader, now: morning });
  await castVote(db, { paper: 1, visitor: "eve", up: true, now: morning });
  await composeIn(office, { finder: openFinder(db, office.dataDir) });

  const [[plain], [following]] = [await digestsTo(office, ada), await digestsTo(office, bob)];
  expect(titlesIn(plain?.text)).toEqual(["Paper 3", "Paper 5", "Paper 4", "Paper 2", "Paper 1"]);
  expect(plain?.subject).toBe("Paper 3 and 4 more · 27 March");
  expect(plain?.text).toContain("Picked by Noor Haddad: “Read <section 4> first.”");
  expect(plain?.text).toContain("Why: picked by Noor Haddad");
  expect(plain?.html).toMatch(
    /Picked by Noor Haddad\s*<\/strong>\s*“Read &lt;section 4&gt; first.”/,
  );
  expect(titlesIn(following?.text).slice(0, 2)).toEqual(["Paper 3", "Paper 2"]);
});
