import { expect, test } from "vitest";
import { addressKey, parseAddress } from "./address.ts";

test.each([
  ["ada@university.edu", "ada@university.edu"],
  ["  ada@university.edu\n", "ada@university.edu"],
  ["Ada.Lovelace+papers@Mail.University.EDU", "Ada.Lovelace+papers@mail.university.edu"],
  ["o'neill_1%x=y@a-b.example", "o'neill_1%x=y@a-b.example"],
  ["ada@münchen.de", "ada@xn--mnchen-3ya.de"],
  [`${"a".repeat(64)}@university.edu`, `${"a".repeat(64)}@university.edu`],
])("the address %j is taken", (written, address) => {
  expect(parseAddress(written)).toBe(address);
});

test.each([
  ["", "Please write your mail address, such as ada@university.edu."],
  ["ada", "This address has no @. Please look at it again."],
  ["ada@", "This address has nothing after its @. Please look at it again."],
  ["@university.edu", "This address has nothing before its @. Please look at it again."],
  ["ada@university", "This address has no ending, such as .edu. Please look at it again."],
  ["ada@127.0.0.1", "This address has no ending, such as .edu. Please look at it again."],
  ["ada@[127.0.0.1]", "This address has the character [ after its @. Please look at it again."],
  ["ada@university..edu", /no domain of the usual form/],
  ["ada@-university.edu", /no domain of the usual form/],
  [`ada@${"a".repeat(64)}.edu`, /no domain of the usual form/],
  [`${"a".repeat(65)}@university.edu`, /too long before its @/],
  [`ada@${"a.".repeat(124)}edu`, /too long/],
  [`${"a".repeat(1_000_000)}@university.edu`, /too long/],
  [".ada@university.edu", /a dot too many before its @/],
  ["ada lovelace@university.edu", /a space or a line break before its @/],
  ["ada@university.edu\r\nBcc: eve", /a space or a line break after its @/],
  ["ada\r\n@university.edu", /a space or a line break before its @/],
  ["ada\u0000@university.edu", /an invisible character before its @/],
  ["ada@univer\u200bsity.edu", /an invisible character after its @/],
  ["ada,eve@university.edu", /the character , before its @/],
  ["Ada <ada@university.edu>", /the character > after its @/],
  ['"ada"@university.edu', /the character " before its @/],
  ["ada@eve@university.edu", /more than one @/],
  ["адa@university.edu", /the character а before its @/],
])("the address %j is refused in words", (written, sentence) => {
  expect(() => parseAddress(written)).toThrow(sentence);
});

test("spellings of one mailbox have one key", () => {
  const spellings = ["Ada@University.edu", "ada@UNIVERSITY.EDU", "ada@university.edu"];
  expect(new Set(spellings.map((each) => addressKey(parseAddress(each))))).toHaveLength(1);
  expect(addressKey(parseAddress("ada@MÜNCHEN.de"))).toBe("ada@xn--mnchen-3ya.de");
});
