// Search with a model of the owner's choice, behind a real server that speaks the protocol.
import { expect, test } from "vitest";
import { serveEmbeddings } from "../../../fixtures/embeddings-server.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { openOutside, papersMeant } from "../../../fixtures/outside-model.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { findSimilar } from "../search.ts";

const others = Array.from({ length: 30 }, (_, i) =>
  aPaper({
    identifier: `arxiv:2603.${10_000 + i}`,
    title: `Catalogue number${i}`,
    abstract: `Entry item${i} about place${i} and year${i}.`,
  }),
);

test("papers are found by what the owner's model knows, once it has taken them in; a key is shown to it alone", async () => {
  const server = await serveEmbeddings({ dimensions: 200 });
  const instance = await openInstance();
  await instance.save(...papersMeant, ...others);
  const { index, told, find } = openOutside(instance, server, { EMBEDDINGS_KEY: "sk-very-secret" });
  await index.catchUp();
  expect((await find("zebra sort:meaning"))[0]).not.toBe(1);
  expect(server.asked).toEqual([]);
  const progress: unknown[] = [];
  await index.embed((each) => progress.push(each));
  expect(progress).toEqual([{ done: 33, of: 33 }]);
  expect((await find("zebra sort:meaning"))[0]).toBe(1);
  expect((await find("the spaghetti, sort:meaning"))[0]).toBe(2);
  expect(server.asked.at(-1)).toMatchObject({ input: ["the spaghetti"], model: "spelling" });
  expect(new Set(server.asked.map(({ key }) => key))).toEqual(new Set(["Bearer sk-very-secret"]));

  // All vectors of this model lean one way; what has nothing in common is no find for all that.
  expect(await find("zebra")).toEqual([1]);
  expect(await find("qwertzuiop")).toEqual([]);
  expect((await findSimilar(instance.db, index, { papers: [1], limit: 50 })).length).toBe(32);

  // Down, and not one search is the worse for it.
  server.instead = (response) => {
    response.destroy();
    return true;
  };
  expect(await find("robotic arm")).toContain(3);
  expect(await find("dwarf galaxies sort:meaning")).toContain(2);
  expect((await findSimilar(instance.db, index, { papers: [1], limit: 50 })).length).toBe(32);
  expect(told.join()).toContain("The built-in model stands in for searches:");
  expect(JSON.stringify(told)).not.toContain("secret");
}, 60_000);
