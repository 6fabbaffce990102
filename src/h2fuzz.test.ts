import { expect, test } from "vitest";
import { fuzzRoutes } from "../fixtures/api-fuzz.ts";
import { describedSite } from "../fixtures/api-site.ts";
test("fuzz", async () => {
  const statuses = await fuzzRoutes(await describedSite(), 60);
  console.log(statuses);
  expect(statuses[200]).toBeGreaterThan(100);
}, 600_000);
