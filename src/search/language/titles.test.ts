// A title that is pasted whole finds its paper, whatever signs of the language it holds.
import { expect, test } from "vitest";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";

const titles = [
  "ReAct: Synergizing Reasoning and Acting in Language Models",
  "Source: A Tool (With Parentheses and O(n log n) Steps)",
  '"Why Should I Trust You?": Explaining the Predictions of Any Classifier',
  "Attention is NOT All You Need -- Pure Attention Loses Rank",
  "To Be OR Not to Be - That Is the Question",
  "THE CAUSES OF WAR AND PEACE OR BOTH",
  "GAN-based, LSTM/GRU-free and state-of-the-art one-shot few-shot learning",
  "C++, F# and β-catenin at 3.5 keV: d'Alembert's don't-care terms",
  "Comment on arXiv:1007.0718 'Abundance of relativistic jets'",
  "Poincaré–Bendixson für L₂ norms & ℤ₁₂₁*",
  "A^2Nav: H$_2$O in $O(n \\log (n \\vee 1))$ steps over $\\mathbb{Z}_{121}$, $5 and $7",
  "Poincar\\'e and S{\\l}upski",
  "基于深度学习的量子计算",
  "The A of the An",
  "cat:cs.CV considered harmful",
];

test("every title finds its paper", async () => {
  const { save, search } = await openInstance();
  const identifier = (i: number) => `arxiv:2603.${26000 + i}` as const;
  await save(
    ...titles.map((title, i) =>
      aPaper({ identifier: identifier(i), title, abstract: "Of it.", categories: ["cs.CV"] }),
    ),
  );
  for (const [i, title] of titles.entries()) {
    const { papers, total } = await search(title);
    expect([papers[0]?.title, papers[0]?.identifier]).toEqual([title, identifier(i)]);
    expect(total).toBeGreaterThan(0);
  }
});
