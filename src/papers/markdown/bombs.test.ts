// Texts that would cost time or grow, as comments and as abstracts. What they take is printed and counted,
// not asserted, since a machine may be busy; thousands more are in bombs.endurance.ts.
import { expect, test } from "vitest";
import { mathBombs, mixedBombs, signBombs } from "../../../fixtures/bombs.ts";
import { detonate } from "../../../fixtures/detonate.ts";

test("bombs of TeX and of Markdown stay small and inert, as a comment and as an abstract", () => {
  const some = [...mathBombs, ...signBombs].filter((_, index) => index % 17 === 0);
  const { slowest, largest, active, slow, count } = detonate([...some, ...mixedBombs(10, 1)]);
  console.log(`${count} texts, ${slow} took 100 ms or more; the slowest:\n${slowest}`);
  expect(active).toEqual([]);
  // Some fifty characters of HTML for each that was written.
  expect(largest).toBeLessThan(600_000);
}, 60_000);
