import { describe, expect, test } from "vitest";
import { citedPaper } from "../../../../fixtures/cited-paper.ts";
import type { Paper } from "../../paper.ts";
import { plainReference, reference, styles, type StyleName } from "./styles.ts";

const names = Array.from(
  { length: 22 },
  (_, index) => `Ada Lind${"abcdefghijklmnopqrstuv"[index]}`,
);

function written(style: StyleName, given: Parameters<typeof citedPaper>[0] = {}): string {
  return plainReference(citedPaper({ submittedAt: "2026-03-26T17:59:59Z", ...given }), style);
}

const article = {
  journalRef: "J. Folding 12(3), 583-589 (2024)",
  doi: "10.1000/fold",
  authors: ["Jean-Paul B. van der Berg", "Carl Marsh Jr."],
};
const line = {
  journalRef: "In Proceedings of FOLD, 2026",
  authors: ["Gull Team"],
  doi: "10.1000/fold",
};

describe("a preprint, an article, and what a journal’s free line says", () => {
  test.each<[StyleName, string, string, string]>([
    [
      "apa",
      "Lindqvist, A., & Okafor, B. (2026). Folding Laundry With Two Left Hands. arXiv. https://doi.org/10.48550/arXiv.2603.25001",
      "van der Berg, J.-P. B., & Marsh, C., Jr. (2024). Folding Laundry With Two Left Hands. J. Folding, 12(3), 583–589. https://doi.org/10.1000/fold",
      "Gull Team. (2026). Folding Laundry With Two Left Hands. Proceedings of FOLD. https://doi.org/10.1000/fold",
    ],
    [
      "mla",
      "Lindqvist, Ada, and Ben Okafor. “Folding Laundry With Two Left Hands.” arXiv, 26 Mar. 2026, https://doi.org/10.48550/arXiv.2603.25001.",
      "van der Berg, Jean-Paul B., and Carl Marsh Jr. “Folding Laundry With Two Left Hands.” J. Folding, vol. 12, no. 3, 2024, pp. 583–89, https://doi.org/10.1000/fold.",
      "Gull Team. “Folding Laundry With Two Left Hands.” Proceedings of FOLD, 2026, https://doi.org/10.1000/fold.",
    ],
    [
      "chicago",
      "Lindqvist, Ada, and Ben Okafor. 2026. “Folding Laundry With Two Left Hands.” Preprint, arXiv, March 26. https://doi.org/10.48550/arXiv.2603.25001.",
      "van der Berg, Jean-Paul B., and Carl Marsh Jr. 2024. “Folding Laundry With Two Left Hands.” J. Folding 12 (3): 583–89. https://doi.org/10.1000/fold.",
      "Gull Team. 2026. “Folding Laundry With Two Left Hands.” Proceedings of FOLD. https://doi.org/10.1000/fold.",
    ],
    [
      "harvard",
      "Lindqvist, A. and Okafor, B. (2026) ‘Folding Laundry With Two Left Hands’, arXiv [Preprint]. Available at: https://doi.org/10.48550/arXiv.2603.25001.",
      "van der Berg, J.-P.B. and Marsh, C., Jr. (2024) ‘Folding Laundry With Two Left Hands’, J. Folding, 12(3), pp. 583–589. Available at: https://doi.org/10.1000/fold.",
      "Gull Team (2026) ‘Folding Laundry With Two Left Hands’, Proceedings of FOLD. Available at: https://doi.org/10.1000/fold.",
    ],
    [
      "ieee",
      "A. Lindqvist and B. Okafor, “Folding Laundry With Two Left Hands,” 2026, arXiv:2603.25001.",
      "J.-P. B. van der Berg and C. Marsh Jr., “Folding Laundry With Two Left Hands,” J. Folding, vol. 12, no. 3, pp. 583–589, 2024, doi: 10.1000/fold.",
      "Gull Team, “Folding Laundry With Two Left Hands,” Proceedings of FOLD, 2026, doi: 10.1000/fold.",
    ],
    [
      "vancouver",
      "Lindqvist A, Okafor B. Folding Laundry With Two Left Hands. arXiv:2603.25001 [Preprint]. 2026 Mar 26. Available from: https://doi.org/10.48550/arXiv.2603.25001",
      "van der Berg JP, Marsh C Jr. Folding Laundry With Two Left Hands. J Folding. 2024;12(3):583-9. doi: 10.1000/fold",
      "Gull Team. Folding Laundry With Two Left Hands. Proceedings of FOLD. 2026. doi: 10.1000/fold",
    ],
    [
      "ams",
      "Ada Lindqvist and Ben Okafor, Folding Laundry With Two Left Hands, preprint, 2026, arXiv:2603.25001 [cs.RO].",
      "Jean-Paul B. van der Berg and Carl Marsh Jr., Folding Laundry With Two Left Hands, J. Folding 12 (2024), no. 3, 583–589.",
      "Gull Team, Folding Laundry With Two Left Hands, Proceedings of FOLD (2026).",
    ],
  ])("in %s", (style, preprint, published, free) => {
    expect(written(style)).toBe(preprint);
    expect(written(style, article)).toBe(published);
    expect(written(style, line)).toBe(free);
  });
});

test("ranges of pages are short as each style wants them, and article numbers stay", () => {
  const pagesIn = (style: StyleName, pages: string) =>
    /12[,:]? (?:pp\. |p\. )?(.*?)\.? (?:https|doi)|;12:(.*?)\. doi/
      .exec(
        written(style, { journalRef: `Folds 12, ${pages} (2024)`, doi: "10.1000/fold" })
          .replace("vol. 12, 2024,", "12:")
          .replace(", https", " https"),
      )
      ?.slice(1)
      .find((each) => each !== undefined);
  const ranges = [
    "71-78",
    "100-104",
    "103-104",
    "583-589",
    "4212-4220",
    "1496-1500",
    "96-101",
    "S31-S35",
    "e12",
  ];
  const inStyle = (style: StyleName) => ranges.map((each) => pagesIn(style, each));
  const others = ["S31–S35", "e12"];
  expect(inStyle("mla")).toEqual(
    ["71–78", "100–04", "103–04", "583–89", "4212–20", "1496–500", "96–101"].concat(others),
  );
  expect(inStyle("chicago")).toEqual(
    ["71–78", "100–104", "103–4", "583–89", "4212–20", "1496–500", "96–101"].concat(others),
  );
  expect(inStyle("vancouver")).toEqual([
    "71-8",
    "100-4",
    "103-4",
    "583-9",
    "4212-20",
    "1496-500",
    "96-101",
    "S31-S35",
    "e12",
  ]);
});

describe("of one, three, seven and more authors as many are named as the style wants", () => {
  test.each<[StyleName, string, string, string, string]>([
    [
      "apa",
      "Linda, A. (",
      "Linda, A., Lindb, A., & Lindc, A. (",
      "Lindf, A., & Lindg, A. (",
      "Lindr, A., Linds, A., . . . Lindv, A. (",
    ],
    [
      "mla",
      "Linda, Ada. “",
      "Linda, Ada, et al. “",
      "Linda, Ada, et al. “",
      "Linda, Ada, et al. “",
    ],
    [
      "chicago",
      "Linda, Ada. 2",
      "Linda, Ada, Ada Lindb, and Ada Lindc. 2",
      "Linda, Ada, Ada Lindb, Ada Lindc, et al. 2",
      "Ada Lindc, et al. 2",
    ],
    [
      "harvard",
      "Linda, A. (",
      "Linda, A., Lindb, A. and Lindc, A. (",
      "Linda, A. et al. (",
      "Linda, A. et al. (",
    ],
    [
      "ieee",
      "A. Linda, “",
      "A. Linda, A. Lindb, and A. Lindc, “",
      "A. Linda et al., “",
      "A. Linda et al., “",
    ],
    [
      "vancouver",
      "Linda A. F",
      "Linda A, Lindb A, Lindc A. F",
      "Linde A, Lindf A, et al. F",
      "Linde A, Lindf A, et al. F",
    ],
    [
      "ams",
      "Ada Linda, F",
      "Ada Linda, Ada Lindb, and Ada Lindc, F",
      "Ada Lindf, and Ada Lindg, F",
      "Ada Linda et al., F",
    ],
  ])("in %s", (style, one, three, seven, many) => {
    expect(written(style, { authors: names.slice(0, 1) })).toContain(one);
    expect(written(style, { authors: names.slice(0, 3) })).toContain(three);
    expect(written(style, { authors: names.slice(0, 7) })).toContain(seven);
    expect(written(style, { authors: names })).toContain(many);
  });
});

test("APA names all of twenty authors, and of twenty-one the first nineteen and the last", () => {
  expect(written("apa", { authors: names.slice(0, 20) })).toContain("Linds, A., & Lindt, A. (");
  const more = written("apa", { authors: names.slice(0, 21) });
  expect(more).toContain("Linds, A., . . . Lindu, A. (");
  expect(more).not.toContain("Lindt");
});

test("a title that ends in a question has no second full stop, and its own quotes lie within", () => {
  const given = { title: 'Do "gulls" fold?', authors: ["Ada Lindqvist"] };
  expect(written("apa", given)).toContain("fold? arXiv.");
  expect(written("mla", { ...given, title: "Do “gulls” fold?" })).toContain(
    "“Do ‘gulls’ fold?” arXiv",
  );
  expect(written("ieee", given)).toContain("fold?” 2026");
  expect(written("vancouver", given)).toContain("fold? arXiv:");
});

test.each(Object.keys(styles) as StyleName[])(
  "in %s nothing is made up for a paper of which only the title is known, and nothing is left hanging",
  (style) => {
    const bare = written(style, {
      identifier: "title:0123456789abcdef",
      authors: [],
      categories: [],
      appearances: [],
      submittedAt: null,
    } as Partial<Paper>);
    expect(bare).toMatch(/^[“‘]?Folding Laundry With Two Left Hands/);
    expect(bare).not.toMatch(/undefined|null|NaN|arXiv|Preprint| ,|,,|,\.|\.\.(?! \.)|\( *\)| $/);
    expect(bare).toMatch(/[.)]$|\.”$/);
  },
);

test("a withdrawn paper is cited as withdrawn in every style", () => {
  for (const style of Object.keys(styles) as StyleName[]) {
    expect(written(style, { withdrawn: true })).toMatch(/Withdrawn by its authors\.$/);
  }
});

test("what styles set in italics is told apart: the journal of an article, the title of a preprint in APA", () => {
  const italics = (style: StyleName, given = {}) =>
    reference(citedPaper(given), style).flatMap((part) =>
      typeof part === "string" ? [] : [part.italic],
    );
  expect(italics("apa")).toEqual(["Folding Laundry With Two Left Hands"]);
  expect(italics("apa", article)).toEqual(["J. Folding", "12"]);
  expect(italics("ams", article)).toEqual(["Folding Laundry With Two Left Hands"]);
});
