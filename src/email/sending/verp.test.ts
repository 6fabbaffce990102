import fc from "fast-check";
import { expect, test } from "vitest";
import { bounceAddressOf, leaveAddressOf, readBounceAddress, type Bounces } from "./verp.ts";

const own: Bounces = { bounces: "bounces@example.org", secret: "a secret" };
const addressKey = "ada@university.example";

test("each message has a return address of its own, which tells the message", () => {
  const address = bounceAddressOf(own, { outboxId: 123 });
  expect(address).toMatch(/^bounces\+123-[0-9a-f]{16}@example\.org$/);
  expect(readBounceAddress(own, address)).toEqual({ outboxId: 123 });
});

test("each subscription has an address that ends it, which holds for its address alone", () => {
  const address = leaveAddressOf(own, { subscriptionId: 45, addressKey });
  expect(address).toMatch(/^bounces\+u45-[0-9a-f]{16}@example\.org$/);
  const read = readBounceAddress(own, address);
  if (!read || !("subscriptionId" in read)) throw new Error("It was not read.");
  expect(read.subscriptionId).toBe(45);
  expect(read.holds(addressKey)).toBe(true);
  expect(read.holds("grace@university.example")).toBe(false);
});

test("an address with a part after a plus, or with capitals, gets one all the same", () => {
  const news = { ...own, bounces: "Bounces+News@Example.org" };
  const address = bounceAddressOf(news, { outboxId: 7 });
  expect(address).toMatch(/^Bounces\+News\+7-[0-9a-f]{16}@Example\.org$/);
  expect(readBounceAddress(news, address.toLowerCase())).toEqual({ outboxId: 7 });
  expect(readBounceAddress(own, bounceAddressOf(own, { outboxId: 7 }).toUpperCase())).toEqual({
    outboxId: 7,
  });
});

test("is found in what forwarders and our own server made of it", () => {
  const [localPart, domain] = bounceAddressOf(own, { outboxId: 9 }).split("@");
  for (const address of [
    `SRS0=xY3f=4K=${domain}=${localPart}@forwarder.example`,
    `SRS0+xY3f=4K=${domain}=${localPart}@forwarder.example`,
    `srs0-xy3f=4k=${domain}=${localPart}@forwarder.example`.toUpperCase(),
    `SRS1=Aa1b=first.example==xY3f=4K=${domain}=${localPart}@second.example`,
    `SRS1=Aa1b=first.example=+xY3f=4K=${domain}=${localPart}@second.example`,
    `prvs=1234abcdef=${localPart}@${domain}`,
    ` ${localPart}@${domain} `,
  ]) {
    expect([address, readBounceAddress(own, address)]).toEqual([address, { outboxId: 9 }]);
  }
});

test("a forged address is not believed, nor one of another instance", () => {
  const address = bounceAddressOf(own, { outboxId: 123 });
  for (const forged of [
    address.replace("+123-", "+124-"),
    address.replace("+123-", "+u123-"),
    address.replace(/.@/, (end) => (end === "0@" ? "1@" : "0@")),
    address.replace("example.org", "elsewhere.example"),
    address.replace("bounces+", "others+"),
    `x${address}`,
    "bounces+123-@example.org",
    "bounces@example.org",
    "@",
    "",
    bounceAddressOf({ ...own, secret: "another" }, { outboxId: 123 }),
  ]) {
    const read = readBounceAddress(own, forged);
    const holds = read && "holds" in read && read.holds(addressKey);
    expect([forged, read === undefined || holds === false]).toEqual([forged, true]);
  }
});

test("whatever stands where an address should, reading it ends at once and finds nothing", () => {
  const pieces = fc.constantFrom("srs0=", "srs1=", "=", "@", "+", "prvs=", "bounces+", "1-", "\n");
  const hostile = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 400 });
  fc.assert(
    fc.property(hostile, (parts) => {
      expect(readBounceAddress(own, parts.join(""))).toBeUndefined();
    }),
  );
  // What grows with the square of the length would not end before the test does.
  for (const piece of ["=", "@", "srs0=a=", "+"]) {
    expect(readBounceAddress(own, `srs0=${piece.repeat(500_000)}`)).toBeUndefined();
  }
});
