import { expect, test } from "vitest";
import { sendUnderKills } from "../../fixtures/killing.ts";

test("a digest of 3,000 mails whose sender is killed sixty times reaches everyone", async () => {
  const readers = 3000;
  // From the first mail of a run to its fiftieth, so that kills fall on every stage.
  const killAfter = Array.from({ length: 60 }, (_, index) => 1 + ((index * 37) % 50));
  const found = await sendUnderKills({ readers, killAfter });
  console.log(found);
  expect(found).toMatchObject({ kills: 60, lost: 0, messages: readers, states: ["sent"] });
  expect(found.doubled).toBeLessThanOrEqual(found.inFlight);
});
