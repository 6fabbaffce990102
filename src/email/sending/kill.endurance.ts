import { expect, test } from "vitest";
import { sendUnderKills } from "../../../fixtures/killing.ts";

test("E1: a digest of 10,000 mails whose sender is killed 200 times reaches everyone", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
  const readers = 10_000;
  const found = await sendUnderKills({ readers, kills: 200, mostMails: 80, seed });
  console.log(`E1 with SEED=${seed}:`, found);
  expect(found).toMatchObject({ kills: 200, lost: 0, messages: readers, states: ["sent"] });
  expect(found.early).toBeGreaterThan(20);
  expect(found.inFlight).toBeGreaterThan(50);
  expect(found.doubled).toBeLessThanOrEqual(found.inFlight);
});
