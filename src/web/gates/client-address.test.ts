import { readConfig } from "../../config.ts";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { clientAddress, networkOf } from "./client-address.ts";

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

test("the addresses that one line to the internet has are one network", () => {
  expect(networkOf("192.0.2.7")).toBe("192.0.2.7");
  expect(networkOf("2001:db8:0:12::1")).toBe("2001:db8:0:12::/64");
  expect(networkOf("2001:0db8:0000:0012:a:b:c:d")).toBe("2001:db8:0:12::/64");
  expect(networkOf("2001:db8::5")).toBe("2001:db8:0:0::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
});
