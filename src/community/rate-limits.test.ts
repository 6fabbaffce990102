import { Hono } from "hono";
import { expect, test } from "vitest";
import { signInAs } from "../../fixtures/readers.ts";
import { webForTest } from "../../fixtures/web.ts";
import { limitWrites } from "../web/gates/limit-writes.ts";
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

test("a reader changes something 1,800 times within an hour, and no more; others go on", async () => {
  const { given } = await webForTest();
  const ada = await signInAs(given);
  const ben = await signInAs(given, { name: "Ben" });
  const limits = newRateLimits();
  const app = new Hono().use(limitWrites({ ...given, limits })).all("/", (c) => c.text("Done."));
  app.onError((error, c) => c.text(error.message, 429));
  for (let each = 0; each < 1799; each++) await limits.write(ada.reader.id);
  const press = async (who: typeof ada) => (await app.request("/", who.form())).status;
  expect([await press(ada), await press(ada), await press(ben)]).toEqual([200, 429, 200]);
  expect((await app.request("/", { headers: ada.headers })).status).toBe(200);
});
