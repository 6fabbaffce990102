import { expect, test } from "vitest";
import { parseDatestamp, parseMoment } from "./moments.ts";

test.each([
  ["2025-08-20T00:00:00-04:00", "2025-08-20T04:00:00.000Z"],
  ["2025-08-20T04:00:19.866337+00:00", "2025-08-20T04:00:19.866Z"],
  ["2017-07-27T08:18:33Z", "2017-07-27T08:18:33.000Z"],
  ["Fri, 23 Feb 2024 00:00:00 -0500", "2024-02-23T05:00:00.000Z"],
  ["Mon, 20 Apr 2020 06:03:58 GMT", "2020-04-20T06:03:58.000Z"],
])("%s is a moment", (text, moment) => {
  expect(parseMoment(text)?.toISOString()).toBe(moment);
});

test.each([
  "",
  "soon, perhaps 5",
  "5",
  "2025-08-20",
  "2025-02-30T00:00:00Z",
  "2025-08-20T25:00:00Z",
])("“%s” is none", (text) => {
  expect(parseMoment(text)).toBeUndefined();
});

test("a datestamp is a day, however exactly it is written", () => {
  expect(parseDatestamp("2011-07-18")).toBe("2011-07-18");
  expect(parseDatestamp(" 2011-07-18T16:31:00Z ")).toBe("2011-07-18");
  expect(parseDatestamp("2011-13-18")).toBeUndefined();
});
