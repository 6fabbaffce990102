import { expect, test } from "vitest";
import type { Clause } from "../retrieval/clause.ts";
import { compile } from "./compile.ts";
import { parseQuery } from "./parse.ts";

async function compiled(typed: string) {
  const asked: { least: number; most: number }[] = [];
  const votes = (range: { least: number; most: number }) => {
    asked.push(range);
    return Promise.resolve(Uint32Array.of(7));
  };
  return {
    ...(await compile(parseQuery(typed, { today: "2026-03-27" }), {
      votes,
      papers: (names) => Promise.resolve(names.map(Number)),
    })),
    asked,
  };
}

/** A clause as one would say it: keys, `&`, `|`, `!`, and phrases in quotes. */
function say(clause: Clause | undefined): string {
  switch (clause?.kind) {
    case undefined:
      return "";
    case "word":
      return clause.keys.join("/") + (["", "@title", "@abstract", ""][clause.fields] ?? "");
    case "phrase":
      return `${clause.together === "in a row" ? "" : "name"}"${clause.places.map((keys) => keys.join("/")).join(" ")}"`;
    case "and":
      return `(${clause.of.map(say).join(" & ")})`;
    case "or":
      return `(${clause.of.map(say).join(" | ")})`;
    case "not":
      return `!${say(clause.of)}`;
    case "facet":
      return clause.facet;
    case "days":
      return `${clause.from}..${clause.to}`;
    case "papers":
      return `papers ${clause.numbers.join(" ")}`;
  }
}

test.each([
  ["ti:robots", "robot/robots/ROBOTS/ROBOT@title"],
  ["abs:BERT", "BERT@abstract"],
  ["BERT", "BERT/i:bert/a:bert"],
  ["x", "x/i:x"],
  ["au:hinton", "a:hinton"],
  ["au:hinton_g", 'name"a:hinton a:g"'],
  ['au:"G Hinton"', 'name"a:g a:hinton"'],
  ["co:GPT", "c:GPT"],
  ["jr:nature", "j:natur/j:nature/j:NATURE"],
  ["ti:pre-training", "((pre/PRE@title & train/training/TRAINING@title) | pretrain@title)"],
  ["ti:β-catenin", "((beta@title & catenin/CATENIN@title) | betacatenin@title)"],
  ['ti:"L2 norm"', '"l2 norm/NORM"'],
  ['ti:"pre-trained L2"', '("pre/PRE train/trained/TRAINED l2" | "pretrain l2")'],
  ['ti:"L2"', "l2@title"],
  ["-ti:pre-L2", '!("pre/PRE l2" | prel2@title)'],
  ["id:2310.07896v2", "i:2310.07896"],
  ["id:arXiv:math.GT/0309136", "i:math/0309136"],
  ["doi:https://doi.org/10.1000/ABC", "i:10.1000/abc"],
  ["cat:CS.cv", "cat:cs.CV"],
  ["cat:cs.*", "cat:cs"],
  ['cat:"cell biology"', "cat:cell biology"],
  ["cat:(cs.CV OR cs.RO)", "(cat:cs.CV | cat:cs.RO)"],
  ["ti:(L1 OR ti:L2) -(has:code is:new)", "((l1@title | l2@title) & !(has:code & is:new))"],
  ["ti:L1 OR ti:L2 cat:cs", "((l1@title | l2@title) & cat:cs)"],
  ["ti:L1 AND ti:L2 OR ti:L3", "((l1@title & l2@title) | l3@title)"],
  ["ti:(the L2)", "l2@title"],
  ["-cat:cs has:code", "(!cat:cs & has:code)"],
  ["--L2", "l2/i:l2/a:l2"],
  ["NOT -has:code", "has:code"],
  ["after:1970-02 before:1970-01-03", "(31..65535 & 0..1)"],
  ["on:1970-W02", "4..10"],
  ["on:yesterday", "20538..20538"],
  ["votes:>10", "papers 7"],
  ["votes:<3", "!papers 7"],
  ["votes:>=0", "0..65535"],
  ["sort:date", ""],
])("%j asks the index for %s", async (typed, expected) => {
  expect(say((await compiled(typed)).clause)).toBe(expected);
});

test.each([
  ["votes:>10", 11, Number.MAX_SAFE_INTEGER],
  ["votes:2..5", 2, 5],
  ["votes:5..2", 2, 5],
  ["votes:5", 5, 5],
  ["votes:<3", 3, Number.MAX_SAFE_INTEGER],
  ["-has:votes", 1, Number.MAX_SAFE_INTEGER],
])("%j asks for papers with %i to %i votes", async (typed, least, most) => {
  expect((await compiled(typed)).asked).toEqual([{ least, most }]);
});

test("an identifier in a text is the paper's own name, or one that the text names", async () => {
  expect(say((await compiled("arXiv:2310.07896")).clause)).toBe(
    "(i:2310.07896 | (arxiv/i:arxiv/a:arxiv & 2310.07896/i:2310.07896/a:2310.07896))",
  );
});

test.each([
  ["ti:L1 ti:L2", "(l1@title | l2@title)"],
  ["ti:L1 ti:L2 cat:cs -ti:L3", "(cat:cs & !l3@title & (l1@title | l2@title))"],
  ['ti:"L1 of L2"', "(l1@title | l2@title)"],
  ["ti:L1 (ti:L2 OR ti:L3)", "(l1@title | l2@title | l3@title)"],
  ["ti:(few-L1 L2)", "(l1@title | fewl1@title | l2@title)"],
  ["au:hinton ti:L1 ti:L2", "(a:hinton & (l1@title | l2@title))"],
  ["ti:L1", ""],
  ["ti:L1 OR ti:L2", ""],
  ["ti:L1 cat:cs", ""],
  ["cat:cs has:code", ""],
])("where %j finds too little, %j is looked for", async (typed, expected) => {
  expect(say((await compiled(typed)).nearly)).toBe(expected);
});

test("near words may stand in for a word, not for one in quotes nor for one that is unwanted", async () => {
  expect((await compiled("BERT")).clause).toMatchObject({ typed: "bert" });
  expect((await compiled('"BERT"')).clause).not.toHaveProperty("typed");
  expect((await compiled("-BERT")).clause).not.toHaveProperty("of.typed");
  expect((await compiled("L2")).clause).not.toHaveProperty("typed");
});

test("a word that is said often counts for more, and not for as much as it is said", async () => {
  const { nearly } = await compiled(`ti:L1 ${"ti:L2 ".repeat(4)}`);
  expect(nearly).toMatchObject({ of: [{ weight: 1 }, { weight: 3 }] });
});

test("a title in capitals is not a row of acronyms", async () => {
  expect(say((await compiled("ti:(A SURVEY OF GRAPH CUTS)")).clause)).toBe(
    "(survey/SURVEY@title & graph/GRAPH@title & cut/cuts/CUTS/CUT@title)",
  );
});

test("quotes in a pasted text keep no paper from being found by meaning, those in a few words do", async () => {
  const few = await compiled('robot hands "in a row"');
  expect(few.meant).toBeUndefined();
  const text =
    'We show that hands of soft rubber grasp fruit without "slip detection", which others needed.';
  const { meant } = await compiled(text);
  const terms = meant?.words?.flatMap(([terms]) => terms) ?? [];
  expect(terms).toEqual(expect.arrayContaining(["rubber", "slip", "detect"]));
  expect((await compiled(`${text} ti:fruit`)).meant).toBeUndefined();
});
