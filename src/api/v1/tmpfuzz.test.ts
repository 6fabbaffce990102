import { expect, test } from "vitest";
import { fuzzRoutes } from "../../../fixtures/api-fuzz.ts";
import { describedSite } from "../../../fixtures/api-site.ts";

test("a thousand requests to each route get an answer that is described, and none a failure", async () => {
  const statuses = await fuzzRoutes(await describedSite(), 250);
  console.log(statuses);
  expect(statuses[200]).toBeGreaterThan(250);
}, 1_800_000);
