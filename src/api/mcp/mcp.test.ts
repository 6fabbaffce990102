import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { expect, onTestFinished, test } from "vitest";
import { say } from "../../../fixtures/discussion.ts";
import { openInstance, type Instance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { knownReader } from "../../../fixtures/readers.ts";
import { serveApp } from "../../../fixtures/served.ts";
import { getPaper } from "../../catalogue/papers.ts";
import { findKept } from "../../community/library/shelf.ts";
import { makeToken } from "../../community/tokens/tokens.ts";

async function connect(instance: Instance) {
  const at = new URL("/mcp", await serveApp(instance.app));
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(at));
  onTestFinished(() => client.close());
  return client;
}

test("x", async () => {
  const instance = await openInstance();
  await instance.save(aPaper());
  const client = await connect(instance);
  console.log(client.getServerVersion(), client.getInstructions());
  console.log(JSON.stringify(await client.listTools(), null, 1).slice(0, 6000));
  for (const [name, args] of [["search_papers", {query: "laundry"}], ["get_edition", {}], ["get_paper", {id: "2603.25001", discussion: true}], ["get_trending", {}],["find_similar", {text: "robot (hands) AND shirts"}],["list_sections", {}],["get_discussion", {id: "2603.25001"}], ["search_papers", {query: 3, foo: 1}], ["get_paper", {id:"nope"}], ["save_paper", {id: "2603.25001"}]] as const) {
    try {
    const answer = await client.callTool({ name, arguments: args });
    console.log(name, JSON.stringify(args), answer.isError, "\n" + (answer.content as any)[0].text, "\n", JSON.stringify(answer.structuredContent)?.slice(0, 300));
    } catch (error) { console.log(name, "THROWN", error); }
  }
});
