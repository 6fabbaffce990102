// Search by meaning, with the model that is shipped.
import { expect, test } from "vitest";
import { openInstance } from "../../fixtures/instance.ts";
import { aPaper } from "../../fixtures/papers.ts";

async function library() {
  const instance = await openInstance();
  await instance.save(
    aPaper({
      identifier: "arxiv:2603.00001",
      title: "Dexterous Grasping of Unseen Objects With a Multi-Fingered Gripper",
      abstract: "A robot learns to pick up things by tactile sensing and reinforcement learning.",
      categories: ["cs.RO"],
    }),
    aPaper({
      identifier: "arxiv:2603.00002",
      title: "Contact-Rich Manipulation by Imitation",
      abstract: "Demonstrations teach a robotic arm to insert pegs and to turn knobs.",
      categories: ["cs.RO", "cs.LG"],
    }),
    aPaper({
      identifier: "arxiv:2603.00003",
      title: "Spectral Gaps of Random Regular Graphs",
      abstract: "We bound the second eigenvalue of the adjacency matrix by a trace method.",
      categories: ["math.CO"],
    }),
    aPaper({
      identifier: "arxiv:2603.00004",
      title: "Dark Matter Halos in Dwarf Galaxies",
      abstract: "Rotation curves constrain the density profile of the halo.",
      categories: ["astro-ph.GA"],
    }),
  );
  return instance;
}

test("a paper that shares no word with the query is found by meaning, and says so", async () => {
  const { search } = await library();
  const { papers, foundBy, total, near } = await search("cosmology simulations");
  expect(papers.map(({ id }) => id)).toEqual([4]);
  expect({ foundBy, total, near }).toEqual({ foundBy: ["meaning"], total: 0, near: 1 });
});

test("by words alone it is not found, and by meaning alone the nearest stands first", async () => {
  const { search } = await library();
  expect((await search("cosmology simulations sort:words")).papers).toEqual([]);
  const { papers, order } = await search("cosmology simulations sort:meaning");
  expect([papers[0]?.id, order]).toEqual([4, "meaning"]);
});

test("what says how words are to be taken is not read by meaning", async () => {
  const { search } = await library();
  for (const query of ['"cosmology simulations"', "ti:cosmology", "cosmology OR simulations"])
    expect((await search(query)).papers).toEqual([]);
});

test("filters hold for what meaning finds", async () => {
  const { search } = await library();
  const { papers } = await search("cosmology simulations cat:astro-ph.GA");
  expect(papers.map(({ id }) => id)).toEqual([4]);
  expect((await search("cosmology simulations -cat:astro-ph.GA")).papers).toEqual([]);
});

test("an exact title stands first, whatever else is near", async () => {
  const { search, save } = await library();
  await save(aPaper({ identifier: "arxiv:2603.00005", title: "Robot Hands", abstract: "Of it." }));
  expect((await search("robot hands")).papers[0]?.identifier).toBe("arxiv:2603.00005");
});

test("papers similar to one stand in order, without itself, under filters", async () => {
  const { search } = await library();
  const { papers, foundBy } = await search("similar:2603.00001");
  expect(papers[0]?.identifier).toBe("arxiv:2603.00002");
  expect(papers.map(({ id }) => id)).not.toContain(1);
  expect(new Set(foundBy)).toEqual(new Set(["meaning"]));
  const filtered = await search("similar:2603.00001 similar:2603.00004 cat:cs.LG");
  expect(filtered.papers.map(({ id }) => id)).toEqual([2]);
  expect((await search("similar:9999.99999")).papers).toEqual([]);
});

test("a word that no paper of the training held is still told from others", async () => {
  const { search, save } = await library();
  await save(
    aPaper({ identifier: "arxiv:2603.00006", title: "Zorgblaxity of Qwerfulons", abstract: "" }),
  );
  const { papers } = await search("zorgblaxities sort:meaning");
  expect(papers[0]?.identifier).toBe("arxiv:2603.00006");
});
