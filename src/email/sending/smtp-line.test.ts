// Messages one after the other on one connection, as the server gets them.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { openLine } from "./smtp-line.ts";

/** What it gets, by recipient. */
async function openServer(options: SMTPServerOptions) {
  const received = new Map<string, string>();
  let chunksSeen = 0;
  let connections = 0;
  const server = new SMTPServer({
    ...options,
    authOptional: true,
    closeTimeout: 100,
    onConnect(_session, done) {
      connections++;
      done();
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        chunksSeen++;
        chunks.push(chunk);
      });
      stream.on("end", () => {
        received.set(envelope.rcptTo[0]!.address, Buffer.concat(chunks).toString("latin1"));
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  // The certificate is its own.
  const url = new URL(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`);
  return { url, received, chunksSeen: () => chunksSeen, connections: () => connections };
}

/** Of many lengths, up to more than what a socket takes at once. */
const messages = new Map(
  [1, 40, 3, 2000, 20_000, 5, 10_000, 300].map((lines, index) => {
    const text = `${"a line\r\n".repeat(lines)}..two\r\n.\r\n${"another\r\n".repeat(lines)}.\r\n`;
    return [`reader${index}@example.net`, `Subject: ${index}\r\n\r\n${text}`];
  }),
);

const ways: [string, SMTPServerOptions][] = [
  ["over an encrypted connection", {}],
  ["in the clear", { disabledCommands: ["STARTTLS"] }],
  [
    "to a server that takes one command at a time",
    { disabledCommands: ["STARTTLS"], hidePIPELINING: true },
  ],
];

test.each(ways)(
  "%s, messages of any length arrive as they were, each to its reader",
  async (_, options) => {
    const server = await openServer(options);
    const line = openLine(server.url);
    for (const [to, text] of messages) {
      // Whoever gets the next one ready has the time that the server takes over this one.
      const before = server.chunksSeen();
      const handedOver: number[] = [];
      await line.send({ from: "papers@example.org", to }, Buffer.from(text), () =>
        handedOver.push(server.chunksSeen() - before),
      );
      expect(handedOver).toEqual([0]);
    }
    line.close();
    expect([...server.received.keys()]).toEqual([...messages.keys()]);
    for (const [to, text] of messages) expect(server.received.get(to) === text).toBe(true);
    expect(server.connections()).toBe(1);
  },
);
