import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { fuzzMessages } from "../../../fixtures/mcp-messages.ts";
import { aPaper } from "../../../fixtures/papers.ts";

test("no message and no argument whatever makes it fail, ten thousand times", async () => {
  const site = await openInstance({ API_PER_MINUTE: "0" });
  await site.save(aPaper());
  expect(await fuzzMessages(site, 10_000)).toEqual([]);
});
