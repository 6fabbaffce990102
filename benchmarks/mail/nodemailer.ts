// nodemailer alone with messages that are built already, in a process of its own: as many as it asks
// for are always waiting in its pool.
import { readFileSync } from "node:fs";
import { createTransport } from "nodemailer";

interface Message {
  to: string;
  raw: string;
}

export async function runNodemailer([port, file, concurrency]: readonly string[]): Promise<void> {
  const messages = JSON.parse(readFileSync(file!, "utf8")) as Message[];
  const transport = createTransport({
    pool: true,
    host: "127.0.0.1",
    port: Number(port),
    ignoreTLS: true,
    maxConnections: Number(concurrency),
    maxMessages: 100,
  });
  let next = 0;
  async function work(): Promise<void> {
    for (;;) {
      const message = messages[next++];
      if (!message) return;
      const { to, raw } = message;
      await transport.sendMail({
        envelope: { from: "papers@example.org", to: [to] },
        raw: Buffer.from(raw, "latin1"),
      });
    }
  }
  await Promise.all(Array.from({ length: 4 * Number(concurrency) }, work));
  transport.close();
}
