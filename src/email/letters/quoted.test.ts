import fc from "fast-check";
import { expect, test } from "vitest";
import { quoted } from "./quoted.ts";

/** As RFC 2045 has it, and strictly: anything that is not quoted-printable is a mistake. */
function decode(encoded: string): string {
  const joined = encoded.replaceAll("=\r\n", "");
  expect(joined).toMatch(/^(?:[\x20-\x3c\x3e-\x7e\t]|=[0-9A-F]{2}|\r\n)*$/);
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString();
}

/** As it is to arrive: every line ends in CRLF, and half a character is none. */
function asSent(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?|\n/g, "\r\n");
}

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom("\ud800", "\udc00", " ", "\t", "\r", "\n", ".", "=", "=\r\n", "é", "🦜", "a"),
    )
    .map((some) => some.join("")),
  fc.nat({ max: 200 }).map((length) => "x".repeat(length)),
  fc.constantFrom(
    "word ".repeat(1000),
    "x".repeat(5000),
    "ä".repeat(1700),
    "\ud83d".repeat(100),
    ".\r\n.\r\nQUIT\r\n",
    "ends in a blank ",
    " \t \r\n\t",
    "From here\n.dot\n--_boundary--\n",
    "=".repeat(77),
    `${"y".repeat(74)} \n`,
    `${"z".repeat(75)}.`,
    "",
  ),
);

test("pieces of any text, put together in any way, arrive as they were, in lines of at most 76", () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 6 }), (texts) => {
      const encoded = texts.map(quoted).join("");
      expect(decode(encoded)).toBe(texts.map(asSent).join(""));
      const lines = encoded.split("\r\n");
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
      // What stands last on a line may be taken away on the way.
      expect(lines.filter((line) => /[ \t]$/.test(line))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
