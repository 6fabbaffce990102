import { readConfig } from "../config.ts";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

async function addressOf(
  socket: string,
  forwarded?: string,
  proxies = "10.0.0.0/8, ::1",
): Promise<string> {
  const { TRUSTED_PROXIES } = readConfig({ TRUSTED_PROXIES: proxies }, "/nowhere");
  const app = new Hono().get("/", (c) => c.text(clientAddress(c, TRUSTED_PROXIES)));
  const headers = forwarded === undefined ? undefined : { "X-Forwarded-For": forwarded };
  const env = { incoming: { socket: { remoteAddress: socket } } };
  return await (await app.request("/", { headers: headers ?? {} }, env)).text();
}

test("the client is whoever holds the other end of the connection", async () => {
  expect(await addressOf("192.0.2.7")).toBe("192.0.2.7");
  expect(await addressOf("192.0.2.7", "198.51.100.1")).toBe("192.0.2.7");
});

test("a trusted proxy is believed, and nobody whom it did not hear itself", async () => {
  expect(await addressOf("10.0.0.1", "198.51.100.1")).toBe("198.51.100.1");
  expect(await addressOf("::ffff:10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2")).toBe(
    "198.51.100.1",
  );
  expect(await addressOf("::1", "2001:db8::1")).toBe("2001:db8::1");
  expect(await addressOf("10.0.0.1", "198.51.100.1, nonsense")).toBe("10.0.0.1");
  expect(await addressOf("10.0.0.1", "10.0.0.5")).toBe("10.0.0.5");
});
