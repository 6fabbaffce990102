import { expect, test } from "vitest";
import { examples } from "./examples.ts";
import { parseQuery } from "./parse.ts";
import { understand } from "./understand.ts";

test.each(examples.flatMap((group) => group.examples))(
  "the example $query can be run",
  ({ query, says }) => {
    const parsed = parseQuery(query, { today: "2026-03-27" });
    expect(parsed.mistakes).toEqual([]);
    expect(parsed.isEmpty).toBe(false);
    expect(understand(parsed)).not.toEqual([]);
    expect(says).toMatch(/^[A-Z].*\.$/);
  },
);
