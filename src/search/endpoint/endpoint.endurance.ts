// Search with a model of the owner's choice, as papers, programs and models come and go.
import { expect, test, vi } from "vitest";
import { endpointFor, serveEmbeddings } from "../../../fixtures/embeddings-server.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { openOutside, papersMeant } from "../../../fixtures/outside-model.ts";
import { MissingVectors } from "./embed-missing.ts";

test("a server has new papers taken in beside searches, asks nothing twice whatever becomes of it and its index, and keeps two models apart", async () => {
  const server = await serveEmbeddings();
  const instance = await openInstance();
  await instance.save(...papersMeant.slice(0, 2));
  const first = openOutside(instance, server);
  first.index.follow();
  await vi.waitUntil(async () => (await first.find("zebra sort:meaning"))[0] === 1, {
    timeout: 10_000,
  });
  await instance.save(papersMeant[2]!);
  await vi.waitUntil(() => server.texts().some((text) => text.startsWith("Contact")), {
    timeout: 10_000,
  });
  await first.index.rebuild();
  await vi.waitUntil(async () => (await first.find("zebra sort:meaning"))[0] === 1, {
    timeout: 10_000,
  });
  await first.index.close();

  const embedded = () => server.texts().filter((text) => text.includes("\n"));
  expect(embedded().length).toBe(3);
  const again = openOutside(instance, server);
  expect((await again.find("zebra sort:meaning"))[0]).toBe(1);
  await again.index.close();
  expect(embedded().length).toBe(3);

  // Another model by the same server, of other dimensions: until it knows the papers, ours serves.
  server.dimensions = 60;
  const another = { EMBEDDINGS_MODEL: "another" };
  const other = openOutside(instance, server, another);
  const asked = server.asked.length;
  expect((await other.find("zebra sort:meaning"))[0]).not.toBe(1);
  expect(server.asked.length).toBe(asked);
  const { signal } = new AbortController();
  await new MissingVectors(instance.db, endpointFor(server, another), signal).step();
  expect((await other.find("zebra sort:meaning"))[0]).toBe(1);
  expect(embedded().length).toBe(6);
}, 60_000);
