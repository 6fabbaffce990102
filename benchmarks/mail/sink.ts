// A mail server that takes everything and keeps nothing, in a process of its own.
import { SMTPServer } from "smtp-server";

export async function runSink(): Promise<void> {
  let taken = 0;
  let [first, last] = [0, 0];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      if (taken === 0) first = performance.now();
      stream.resume();
      stream.on("end", () => {
        taken++;
        last = performance.now();
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.server.address() as { port: number };
    process.send!({ port });
  });
  process.on("message", () => {
    process.send!({ taken, seconds: (last - first) / 1000 });
    taken = 0;
  });
  await new Promise(() => {});
}
