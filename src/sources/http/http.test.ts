import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  askingForTest,
  failureOf,
  sendXml,
  serve,
  type TestAsking,
} from "../../../fixtures/answering-server.ts";
import { ask } from "./http.ts";

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function askText(asking: TestAsking, url: URL, limitBytes = 1_000_000): Promise<string> {
  return await ask(asking, url, limitBytes, textOf);
}

test("the document comes, asked for under our name, in one turn", async () => {
  const asking = askingForTest();
  const server = await serve((response, { headers }) => {
    sendXml(response, `${headers["user-agent"]} ${headers.accept?.includes("xml")}`);
  });
  expect(await askText(asking, server.url)).toBe("Broadsheet/test true");
  expect(asking.turns.results).toEqual([{ status: 200 }]);
});

test.each([
  { header: "7", waits: [7_000] },
  { header: "Fri, 27 Mar 2026 04:07:00 GMT", waits: [120_000] },
  { header: "soon, perhaps 5", waits: [60_000] },
  { header: "Fri, 27 Mar 1998 04:07:00 GMT", waits: [60_000] },
  { header: undefined, waits: [60_000] },
])("a busy server that says Retry-After: $header is left alone", async ({ header, waits }) => {
  for (const status of [503, 429]) {
    const asking = askingForTest();
    const server = await serve((response, _request, number) => {
      if (number > 1) return sendXml(response, "here");
      response.writeHead(status, header === undefined ? {} : { "retry-after": header }).end();
    });
    expect(await askText(asking, server.url)).toBe("here");
    expect(asking.slept).toEqual(waits);
    expect(asking.lines).toHaveLength(1);
  }
});

test("a server that says when its allowance is filled again is left alone until then", async () => {
  const asking = askingForTest();
  const server = await serve((response, _request, number) => {
    if (number > 1) return sendXml(response, "here");
    response.writeHead(429, { ratelimit: '"api";r=0;t=55' }).end();
  });
  expect(await askText(asking, server.url)).toBe("here");
  expect(asking.slept).toEqual([55_000]);
});

test("a server that stays busy is asked less and less, and then no more", async () => {
  const asking = askingForTest({ patienceMs: 10 * 60_000 });
  const server = await serve((response) => response.writeHead(503).end());
  const error = await failureOf(askText(asking, server.url));
  expect(asking.slept).toEqual([60_000, 120_000, 240_000]);
  expect(error).toMatchObject({ trouble: "busy", retryAt: new Date("2026-03-27T04:20:00Z") });
});

test("a server that is busy for longer than we can wait is asked once", async () => {
  const asking = askingForTest();
  const server = await serve((response) =>
    response.writeHead(503, { "retry-after": "9999" }).end(),
  );
  const error = await failureOf(askText(asking, server.url));
  expect(error).toMatchObject({ trouble: "busy", retryAt: new Date("2026-03-27T06:51:39Z") });
  expect(asking.turns.results).toEqual([{ status: 503, waitUntil: error.retryAt }]);
  expect(server.requests).toHaveLength(1);
});

test("a server that is busy for no time at all is not hammered for ever", async () => {
  const server = await serve((response) => response.writeHead(503, { "retry-after": "0" }).end());
  expect(await failureOf(askText(askingForTest(), server.url))).toMatchObject({ trouble: "busy" });
  expect(server.requests).toHaveLength(10);
});

test("a server that refuses is not asked again, not even by a later question", async () => {
  const asking = askingForTest();
  const server = await serve((response) => response.writeHead(403).end("no"));
  expect(await failureOf(askText(asking, server.url))).toMatchObject({ trouble: "refused" });
  expect(asking.turns.results[0]?.refused).toContain("403");
  expect(await failureOf(askText(asking, server.url))).toMatchObject({ trouble: "refused" });
  expect(server.requests).toHaveLength(1);
});

test("refused after being busy ends it as well", async () => {
  const asking = askingForTest();
  const server = await serve((response, _request, number) =>
    response.writeHead(number === 1 ? 503 : 403).end(),
  );
  expect(await failureOf(askText(asking, server.url))).toMatchObject({ trouble: "refused" });
  expect(server.requests).toHaveLength(2);
});

test("a server in trouble is tried three times more, with growing pauses", async () => {
  const asking = askingForTest();
  const server = await serve((response) => response.writeHead(500).end("oh"));
  const error = await failureOf(askText(asking, server.url));
  expect(error.trouble).toBe("failed");
  expect(error.message).toContain("500");
  expect(asking.slept).toEqual([5_000, 15_000, 45_000]);
  expect(asking.turns.results).toHaveLength(4);
});

test("a connection that breaks before the answer is tried again", async () => {
  const asking = askingForTest();
  const server = await serve((response, request, number) => {
    if (number < 3) request.socket.destroy();
    else sendXml(response, "here");
  });
  expect(await askText(asking, server.url)).toBe("here");
  expect(asking.slept).toEqual([5_000, 15_000]);
});

test("without a way to the server that is said at once", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  for (const address of [`http://127.0.0.1:${port}/a?key=hidden`, "http://nowhere.invalid/"]) {
    const asking = askingForTest();
    const error = await failureOf(askText(asking, new URL(address)));
    expect(error.trouble).toBe("unreachable");
    expect(error.message).toContain("could not be reached");
    expect(error.message).not.toContain("hidden");
    expect(error.cause).toBeInstanceOf(Error);
    expect(asking.slept).toEqual([]);
    expect(asking.turns.results).toHaveLength(1);
  }
});

test("redirects are followed on the same server, each in a turn of its own", async () => {
  const asking = askingForTest();
  const server = await serve((response, { url }) => {
    if (url === "/there") sendXml(response, "here");
    else response.writeHead(301, { location: "/there" }).end("moved");
  });
  expect(await askText(asking, server.url)).toBe("here");
  expect(asking.turns.results).toEqual([{ status: 301 }, { status: 200 }]);
});

test("redirects in a circle end", async () => {
  const server = await serve((response) => response.writeHead(302, { location: "/" }).end());
  expect(await failureOf(askText(askingForTest(), server.url))).toMatchObject({
    trouble: "failed",
  });
  expect(server.requests).toHaveLength(4);
});

test.each(["http://localhost:1/", "file:///etc/passwd", "http://[", "//example.org/"])(
  "a redirect to %s is not followed",
  async (location) => {
    const server = await serve((response) => response.writeHead(302, { location }).end());
    const error = await failureOf(askText(askingForTest(), server.url));
    expect(error).toMatchObject({ trouble: "failed" });
    expect(server.requests).toHaveLength(1);
  },
);

test("a small answer that unpacks to a large one is dropped", async () => {
  const bomb = gzipSync(Buffer.alloc(40_000_000), { level: 1 });
  const server = await serve((response, { url }) => {
    response.writeHead(200, {
      "content-encoding": "gzip",
      ...(url === "/known" && { "content-length": bomb.length }),
    });
    response.write(bomb);
    response.end();
  });
  const refused = async (path: string, limitBytes: number) =>
    await failureOf(askText(askingForTest(), new URL(path, server.url), limitBytes));
  const error = await refused("/unknown", 8_000_000);
  expect(error).toMatchObject({ trouble: "malformed" });
  expect(error.message).toContain("8 MB");
  // A length that is known shows sooner that no document packs so well.
  expect(await refused("/known", 128_000_000)).toMatchObject({ trouble: "malformed" });
});

test("an answer that is compressed wrongly is said to be", async () => {
  const server = await serve((response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end("this is no gzip"),
  );
  const error = await failureOf(askText(askingForTest(), server.url));
  expect(error).toMatchObject({ trouble: "malformed" });
});

test("an answer that is shorter than announced is cut, and not asked for again", async () => {
  const asking = askingForTest();
  const server = await serve((response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("half", () => response.destroy());
  });
  expect(await failureOf(askText(asking, server.url))).toMatchObject({ trouble: "cut" });
  expect(server.requests).toHaveLength(1);
  expect(asking.turns.results[0]).toMatchObject({ status: 200, error: expect.any(String) });
});

test("an answer that stops coming is given up", async () => {
  const asking = askingForTest({ idleMs: 50 });
  const server = await serve((response) => response.writeHead(200).write("half"));
  expect(await failureOf(askText(asking, server.url))).toMatchObject({ trouble: "cut" });
  expect(asking.turns.results).toHaveLength(1);
});

test("an answer that trickles for ever is given up", async () => {
  const asking = askingForTest({ timeoutMs: 200 });
  const server = await serve((response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("."), 10);
    response.on("close", () => clearInterval(timer));
  });
  expect(await failureOf(askText(asking, server.url))).toMatchObject({ trouble: "cut" });
});

test("a server that never answers is given up after three more tries", async () => {
  const asking = askingForTest({ firstByteMs: 30 });
  const server = await serve(() => {});
  expect(await failureOf(askText(asking, server.url))).toMatchObject({ trouble: "unreachable" });
  expect(server.requests).toHaveLength(4);
});

test("who no longer wants the answer gets it no more, and the turn is free", async () => {
  for (const when of ["before the answer", "within the answer"]) {
    const stop = new AbortController();
    const asking = askingForTest({ signal: stop.signal });
    const server = await serve((response) => {
      if (when === "within the answer") response.writeHead(200).write("half");
      setTimeout(() => stop.abort(new Error("stopped")), 50);
    });
    await expect(askText(asking, server.url)).rejects.toThrow("stopped");
    expect(asking.turns.results).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  }
});

test("what the reader throws is thrown on, and the turn is free", async () => {
  const asking = askingForTest();
  const server = await serve((response) => response.writeHead(200).write("half"));
  const failing = ask(asking, server.url, 1_000, async () => {
    throw new RangeError("the disk is full");
  });
  await expect(failing).rejects.toThrow(RangeError);
  expect(asking.turns.results).toEqual([{ status: 200, error: "the disk is full" }]);
});

test("a status of 400 is read when it explains itself in XML", async () => {
  const server = await serve((response, { url }) => {
    if (url === "/xml") sendXml(response, "why", 400);
    else response.writeHead(400, { "content-type": "text/html" }).end("why");
  });
  expect(await askText(askingForTest(), new URL("/xml", server.url))).toBe("why");
  const error = await failureOf(askText(askingForTest(), new URL("/html", server.url)));
  expect(error).toMatchObject({ trouble: "failed" });
});
