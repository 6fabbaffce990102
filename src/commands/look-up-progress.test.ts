import { expect, test } from "vitest";
import { lookUpProgress } from "./look-up-progress.ts";

test("the owner sees how many titles were looked for, here and at arXiv", () => {
  const lines: string[] = [];
  const show = lookUpProgress((line) => lines.push(line));
  show({ what: "here", done: 0, of: 2000 });
  show({ what: "here", done: 2000, of: 2000 });
  show({ what: "titles", done: 0, of: 73 });
  expect(lines).toEqual([
    "Looking here: 0 of 2,000 titles",
    "Looking here: 2,000 of 2,000 titles, almost done",
    "Asking arXiv: 0 of 73 titles, about 24 s left",
  ]);
});
