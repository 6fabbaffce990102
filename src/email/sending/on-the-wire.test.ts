import fc from "fast-check";
import { expect, test } from "vitest";
import { openWire } from "./on-the-wire.ts";

const scraps = fc
  .array(
    fc.constantFrom(
      "\r",
      "\n",
      "\r\n",
      ".",
      "..",
      "\n.\r\n",
      "\r\n.\r\n",
      "\r.\r",
      "a",
      "é",
      "=",
      "\u0000",
      "a line that is longer than a few words ",
    ),
    { maxLength: 40 },
  )
  .map((some) => Buffer.from(some.join("")));

/** As a server reads it (RFC 5321, 4.5.2), and strictly: it knows no end of a line but CRLF. */
function received(wire: string): string {
  const lines = wire.split("\r\n");
  expect(lines.pop()).toBe("");
  expect(lines.pop()).toBe(".");
  expect(lines).not.toContain(".");
  expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
  return lines.map((line) => `${line.replace(/^\./, "")}\r\n`).join("");
}

test("whatever a message holds, it ends where it ends, and its lines arrive as they were", () => {
  const onTheWire = openWire();
  fc.assert(
    fc.property(scraps, fc.nat({ max: 5 }), (message, offset) => {
      // A part of something else begins anywhere.
      const raw = Buffer.concat([Buffer.alloc(offset), message]).subarray(offset);
      const wire = Buffer.from(onTheWire(raw)).toString("latin1");
      const lines = raw.toString("latin1").replaceAll(/\r\n?|\n/g, "\r\n");
      expect(received(wire)).toBe(lines.endsWith("\n") ? lines : `${lines}\r\n`);
    }),
    { numRuns: 2000 },
  );
});

test("a message of many megabytes, of which every line begins with a dot, arrives whole", () => {
  const onTheWire = openWire();
  const lines = ".\r\n".repeat(1_000_000);
  const wire = Buffer.from(onTheWire(Buffer.from(lines)));
  expect(wire.equals(Buffer.from(`${"..\r\n".repeat(1_000_000)}.\r\n`))).toBe(true);
  expect(Buffer.from(onTheWire(Buffer.from("short\r\n"))).toString()).toBe("short\r\n.\r\n");
});
