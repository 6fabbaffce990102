// All bombs, and two thousand that are put together from their parts.
import { expect, test } from "vitest";
import { mathBombs, mixedBombs, signBombs } from "../../../fixtures/bombs.ts";
import { detonate } from "../../../fixtures/detonate.ts";

test.each([
  { name: "mathematics", bombs: () => mathBombs },
  { name: "signs", bombs: () => signBombs },
  ...[1, 2].map((seed) => ({ name: `mix ${seed}`, bombs: () => mixedBombs(1_000, seed) })),
])("bombs of $name stay small and inert", ({ bombs }) => {
  const { slowest, largest, active, slow, count } = detonate(bombs());
  console.log(
    `${count} texts, ${slow} took 100 ms or more; largest ${largest}; slowest:\n${slowest}`,
  );
  expect(active).toEqual([]);
  expect(largest).toBeLessThan(600_000);
});
