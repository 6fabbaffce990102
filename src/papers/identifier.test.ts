import fc from "fast-check";
import { expect, test } from "vitest";
import { bareIdentifier, parseIdentifier, titleIdentifier } from "./identifier.ts";

test.each([
  ["2310.07896", "arxiv:2310.07896", undefined],
  ["0704.0001", "arxiv:0704.0001", undefined],
  ["arXiv:2310.07896v2", "arxiv:2310.07896", 2],
  ["hep-th/9901001", "arxiv:hep-th/9901001", undefined],
  ["math.GT/0309136v1", "arxiv:math/0309136", 1],
  ["https://arxiv.org/abs/2310.07896v3", "arxiv:2310.07896", 3],
  ["http://www.arxiv.org/pdf/2310.07896.pdf", "arxiv:2310.07896", undefined],
  ["arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001", undefined],
  ["https://huggingface.co/papers/2310.07896", "arxiv:2310.07896", undefined],
  ["https://www.alphaxiv.org/abs/2310.07896", "arxiv:2310.07896", undefined],
  ["https://doi.org/10.48550/arXiv.2310.07896", "arxiv:2310.07896", undefined],
  ["10.1101/2024.01.02.573841", "doi:10.1101/2024.01.02.573841", undefined],
  ["  2310.07896  ", "arxiv:2310.07896", undefined],
])("%s is read as %s", (pasted, identifier, version) => {
  expect(parseIdentifier(pasted)).toEqual(
    version === undefined ? { identifier } : { identifier, version },
  );
});

test.each([
  "2313.07896",
  "231.07896",
  "10.1",
  "peeling a banana",
  "https://evil.example/abs/2310.07896",
  "https://arxiv.org.evil.example/abs/2310.07896",
  "javascript:arxiv.org/abs/2310.07896",
  "title:nothexadecimal00",
  "%E0%A4%A",
  "",
])("%j is no identifier", (pasted) => {
  expect(parseIdentifier(pasted)).toBeUndefined();
});

test("every arXiv number is read back from its bare form", () => {
  const numbers = fc
    .tuple(fc.integer({ min: 7, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.nat(99_999))
    .map(([year, month, number]) => {
      const [yy, mm] = [year, month].map((each) => String(each).padStart(2, "0"));
      return `${yy}${mm}.${String(number).padStart(5, "0")}`;
    });
  fc.assert(
    fc.property(numbers, (number) => {
      const read = parseIdentifier(number);
      expect(read && bareIdentifier(read.identifier)).toBe(number);
    }),
  );
});

test("every identifier is read back from the form in which addresses have it", () => {
  const suffix = fc.stringMatching(/^[a-z0-9._;:()/<>+%?#&=é-]{1,60}$/);
  const identifiers = fc.oneof(
    fc
      .tuple(fc.constantFrom("hep-th", "math", "cond-mat", "cs"), fc.integer({ min: 1, max: 999 }))
      .map(([archive, number]) => `arxiv:${archive}/9901${String(number).padStart(3, "0")}`),
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 99_999 }))
      .map(
        ([month, number]) =>
          `arxiv:26${`${month}`.padStart(2, "0")}.${`${number}`.padStart(5, "0")}`,
      ),
    fc
      .tuple(fc.integer({ min: 1000, max: 99_999 }), suffix)
      .map(([registrant, rest]) => `doi:10.${registrant}/${rest}`),
    fc.string({ minLength: 1, maxLength: 60 }).map(titleIdentifier),
    fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/).map((forum) => `openreview:${forum}`),
  );
  fc.assert(
    fc.property(identifiers, (identifier) => {
      expect(parseIdentifier(bareIdentifier(identifier))).toEqual({ identifier });
    }),
  );
});

test("whatever is pasted, reading it never fails", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      parseIdentifier(text);
    }),
  );
});

test("two spellings of one title have one name", () => {
  expect(titleIdentifier("$A^2$Nav: Action-Aware\n  Navigation")).toBe(
    titleIdentifier("A^2Nav: action aware navigation"),
  );
  expect(titleIdentifier(String.raw`MT-$\pi$ by Poincar\'e`)).toBe(
    titleIdentifier("MT-pi by Poincaré"),
  );
});
