// The real program and the SDK's real client, beside a site that is open.
import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { stdioClientOf } from "../../fixtures/mcp-client.ts";
import { aPaper } from "../../fixtures/papers.ts";
import { knownReader } from "../../fixtures/readers.ts";
import { commandOn } from "../../fixtures/command.ts";
import { getPaper } from "../catalogue/papers.ts";
import { findKept } from "../community/library/shelf.ts";
import { mcpCommand } from "./mcp.ts";

test("a client that starts it reads and saves, beside a server that goes on", async () => {
  const site = await openInstance();
  await site.save(aPaper());
  const reader = await knownReader(site.db);
  await site.search("laundry");
  const { client, call, faults } = await stdioClientOf(
    ["--reader", "ada@university.edu", "--allow-writing"],
    { DATA_DIR: site.dataDir },
  );
  expect((await client.listTools()).tools).toHaveLength(8);
  const find = async (query: string) => (await call("search_papers", { query })).data.papers;
  expect(await find("laundry")).toMatchObject([{ id: "2603.25001" }]);
  expect((await call("get_edition")).data.total).toBe(1);
  expect((await call("save_paper", { id: "2603.25001", tags: ["robots"] })).isError).toBe(false);
  const paper = (await getPaper(site.db, "arxiv:2603.25001")).id;
  expect(await findKept(site.db, { reader, paper })).toMatchObject({ tags: ["robots"] });
  expect(await find("tag:robots")).toHaveLength(1);

  await site.save(aPaper({ identifier: "arxiv:2603.25009", title: "Zeppelins Again" }));
  expect(await find("zeppelins")).toMatchObject([{ id: "2603.25009" }]);
  expect((await call("get_paper", { id: "nothing" })).isError).toBe(true);
  expect(faults).toEqual([]);
});

test("it writes for nobody, and starts for no site that is not there", async () => {
  const site = await openInstance();
  const mcp = commandOn(mcpCommand, { DATA_DIR: site.dataDir });
  expect(await mcp("--allow-writing")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("--reader"),
  });
  expect(await mcp("--reader", "nobody")).toMatchObject({ code: 1, stdout: "" });
});
