import { expect, test } from "vitest";
import { newRateLimits } from "./rate-limits.ts";

test("three hundred people subscribe within an hour, from however many networks", async () => {
  const { subscribe } = newRateLimits();
  for (let network = 0; network < 300; network++) await subscribe(`2001:db8:0:${network}::/64`);
  await expect(subscribe("2001:db8:1::/64")).rejects.toThrow("More people subscribed here");
});

test("one network subscribes twenty people within an hour, and those count alone", async () => {
  const { subscribe } = newRateLimits();
  for (let each = 0; each < 20; each++) await subscribe("192.0.2.1");
  for (let each = 0; each < 500; each++) {
    await expect(subscribe("192.0.2.1")).rejects.toThrow("Too many subscriptions came from here");
  }
  await subscribe("192.0.2.2");
});
