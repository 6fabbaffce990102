// W7: whatever a person gives as an address, nothing on a private network is ever connected to.
import { createServer, type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { serve } from "../../../fixtures/answering-server.ts";
import { SourceError } from "../../errors.ts";
import { kindOf } from "./address-kind.ts";
import { OutOfReach, type Guard } from "./guarded-request.ts";
import { openPage } from "./open-page.ts";

/** Listens on every address of this machine, and counts who comes. */
async function setTrap() {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.end("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nsecret");
  });
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => connections };
}

const asking = { userAgent: "Broadsheet", accept: "text/html" };
const timeoutMs = 3_000;

async function failureOf(address: string, guard: Guard): Promise<unknown> {
  return await openPage(new URL(address), { ...asking, guard, timeoutMs }).then(
    () => "it was read",
    (error: unknown) => error,
  );
}

/** Every name leads to this machine, at any port: for tests of what comes after the guard. */
const within: Guard = { reach: "loopback", resolve: async () => ["127.0.0.1"] };

const spellings = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "127.255.255.254",
  "2130706433",
  "017700000001",
  "0177.0.0.1",
  "0x7f000001",
  "0x7f.0.0.1",
  "0x7f.1",
  "0",
  "0.0.0.0",
  "localhost",
  "LOCALHOST.",
  "sub.localhost",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[0:0:0:0:0:ffff:127.0.0.1]",
  "[::127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::]",
  "[2001:0:7f00:1::]",
  "[fe80::1]",
  "[fc00::1]",
  "[fd12:3456:789a::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
  "169.254.169.254",
  "[::ffff:169.254.169.254]",
  "[fd00:ec2::254]",
  "10.0.0.1",
  "10.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "0xc0a80001",
  "100.64.0.1",
  "100.127.255.254",
  "192.0.0.192",
  "198.18.0.1",
  "224.0.0.1",
  "239.255.255.250",
  "255.255.255.255",
  "240.0.0.1",
  "①②⑦.⓪.⓪.①",
  "127。0。0。1",
];

test("no spelling of a private address is connected to", async () => {
  const trap = await setTrap();
  const guard: Guard = { reach: "public", ports: [trap.port] };
  // The trap works: without the guard it is reached.
  const open = await failureOf(`http://127.0.0.1:${trap.port}/`, { ...guard, reach: "loopback" });
  expect([open, trap.connections()]).toEqual(["it was read", 1]);
  for (const spelling of spellings) {
    const failure = await failureOf(`http://${spelling}:${trap.port}/latest/meta-data/`, guard);
    expect([spelling, failure]).toEqual([spelling, expect.any(OutOfReach)]);
  }
  const others = ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "data:,x"];
  for (const address of others) expect(await failureOf(address, guard)).toBeInstanceOf(OutOfReach);
  for (const address of [
    "http://example.org:22/",
    "https://example.org:8443/",
    "http://u:p@example.org/",
  ]) {
    const failure = await failureOf(address, {
      reach: "public",
      resolve: async () => ["93.184.216.34"],
    });
    expect([address, failure]).toEqual([address, expect.any(OutOfReach)]);
  }
  console.log(
    `W7: ${spellings.length} spellings of private addresses, ${trap.connections() - 1} connections at the trap`,
  );
  expect(trap.connections()).toBe(1);
});

test("no redirect leads to a private address", async () => {
  const trap = await setTrap();
  let target = "";
  const server = await serve(
    (response) => void response.writeHead(302, { location: target }).end(),
  );
  const port = Number(server.url.port);
  // The first address is let through as the owner's own would be; what it leads to is not.
  const opening = { ...asking, trusted: server.url, timeoutMs };
  for (const spelling of spellings) {
    // A header holds no letters beyond ASCII; percent signs are decoded in a host too.
    const written = spelling.replaceAll(/[^ -~]/g, encodeURIComponent);
    target = `http://${written}:${trap.port}/`;
    const failure = await openPage(server.url, {
      ...opening,
      guard: { reach: "public", ports: [port, trap.port] },
    }).catch((error: unknown) => error);
    expect([spelling, failure]).toEqual([spelling, expect.any(OutOfReach)]);
  }
  console.log(
    `W7: ${server.requests.length} redirects to private addresses, ${trap.connections()} connections at the trap`,
  );
  expect([server.requests.length, trap.connections()]).toEqual([spellings.length, 0]);
});

test("a name that means one thing to the look and another to the leap is held to the first", async () => {
  const trap = await setTrap();
  let asked = 0;
  // Of the public net, and given back: nobody is there.
  const rebinding: Guard = {
    reach: "public",
    ports: [trap.port],
    async resolve() {
      asked++;
      return asked === 1 ? ["3ffe::1"] : ["127.0.0.1"];
    },
  };
  const first = await openPage(new URL(`http://rebind.example:${trap.port}/`), {
    ...asking,
    guard: rebinding,
    timeoutMs: 300,
  }).catch((error: unknown) => error);
  expect(first).toBeInstanceOf(SourceError);
  expect(first).not.toBeInstanceOf(OutOfReach);
  expect([asked, trap.connections()]).toEqual([1, 0]);
  // The next request asks again, and is told the private address.
  expect(await failureOf(`http://rebind.example:${trap.port}/`, rebinding)).toBeInstanceOf(
    OutOfReach,
  );
  // One private address among public ones is one too many.
  const mixed = { ...rebinding, resolve: async () => ["3ffe::1", "127.0.0.1"] };
  expect(await failureOf(`http://mixed.example:${trap.port}/`, mixed)).toBeInstanceOf(OutOfReach);
  console.log(
    `W7: rebinding resolver asked ${asked} times, ${trap.connections()} connections at the trap`,
  );
  expect(trap.connections()).toBe(0);
});

test("an address that is public stays so in every spelling", () => {
  for (const address of [
    "93.184.216.34",
    "8.8.8.8",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2606:4700::1111",
  ]) {
    expect([address, kindOf(address)]).toEqual([address, "public"]);
  }
  expect(kindOf("no address")).toBe("unfit");
});

test("redirects are followed five times, by name, without cookies, and never out of encryption", async () => {
  const seen: (string | undefined)[] = [];
  const server = await serve((response, request, number) => {
    seen.push(request.headers.host, request.headers.cookie);
    response.writeHead(number <= 5 ? 302 : 200, {
      "content-type": "text/html",
      "set-cookie": "a=b",
      location: `http://host${number}.example:${server.url.port}/${number}`,
    });
    response.end("done");
  });
  const address = new URL(`http://host0.example:${server.url.port}/`);
  const page = await openPage(address, { ...asking, guard: within });
  expect([page.url.pathname, Buffer.from(page.bytes).toString()]).toEqual(["/5", "done"]);
  const hosts = [0, 1, 2, 3, 4, 5].map((n) => `host${n}.example:${server.url.port}`);
  expect(seen).toEqual(hosts.flatMap((host) => [host, undefined]));
  const circle = await serve((response) => void response.writeHead(301, { location: "/" }).end());
  await expect(openPage(circle.url, { ...asking, guard: within })).rejects.toThrow(
    "sends us from one address to the next",
  );
  expect(circle.requests).toHaveLength(6);
});

test("what is huge is cut, packed bombs included; what is slow or broken is given up", async () => {
  const before = process.memoryUsage().rss;
  const bomb = gzipSync(Buffer.alloc(300_000_000));
  const packed = await serve((response) => {
    response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" }).end(bomb);
  });
  const opening = { ...asking, guard: within, limitBytes: 100_000 };
  expect((await openPage(packed.url, opening)).bytes).toHaveLength(100_000);
  const endless = await serve((response) => {
    response.writeHead(200, { "content-type": "text/html" });
    const more = () => void (response.destroyed || response.write("x".repeat(50_000), more));
    more();
  });
  expect((await openPage(endless.url, opening)).bytes).toHaveLength(100_000);
  const drip = await serve((response) => {
    response.writeHead(200, { "content-type": "text/html" });
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  });
  await expect(openPage(drip.url, { ...opening, timeoutMs: 200 })).rejects.toThrow(
    "did not answer in full",
  );
  const broken = await serve((response) => {
    response.writeHead(200, { "content-encoding": "gzip", "content-length": "100" });
    response.end("no gzip".repeat(20).slice(0, 100));
  });
  await expect(openPage(broken.url, opening)).rejects.toBeInstanceOf(SourceError);
  const strange = await serve((response) => {
    response.writeHead(200, { "content-encoding": "gzip, gzip" }).end("x");
  });
  await expect(openPage(strange.url, opening)).rejects.toThrow("packed in a way");
  const upgrade = await serve((response) => {
    response.socket!.end(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    );
  });
  await expect(openPage(upgrade.url, opening)).rejects.toBeInstanceOf(SourceError);
  const grown = Math.round((process.memoryUsage().rss - before) / 1e6);
  console.log(
    `W7: a bomb of 300 MB and an endless page read as 100 kB each; ${grown} MB more memory, the bomb itself included`,
  );
});
