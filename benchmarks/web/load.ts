// Clients that ask one server again and again over connections that stay open, and what that cost it.
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";

export interface Load {
  /** Answers a second. */
  perSecond: number;
  /** Time of the processor that the server spent on one, in milliseconds. */
  workMs: number;
}

interface Asking {
  port: number;
  pid: number;
  path: string;
  /** Of the next request. */
  headers: (n: number) => Record<string, string>;
}

const clients = 16;
/** Of `/proc/PID/stat`, a hundred a second on every Linux. */
const tickMs = 10;

export async function load(server: Asking, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let asked = 0;
  const before = workOf(server.pid);
  const began = performance.now();
  const client = async () => {
    while (performance.now() - began < 1000 * seconds) await ask(server, agent, asked++);
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  return { perSecond: asked / took, workMs: (workOf(server.pid) - before) / asked };
}

/** @returns how many bytes came. */
export async function ask(
  { port, path, headers }: Omit<Asking, "pid">,
  agent?: Agent,
  n = 0,
): Promise<number> {
  return await new Promise((resolve, reject) => {
    const asking = get({ port, path, headers: headers(n), agent }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve(bytes);
        else reject(new Error(`${path} answered ${answer.statusCode}.`));
      });
    });
    asking.on("error", reject);
  });
}

/** In milliseconds. */
function workOf(pid: number): number {
  const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) /);
  const fields = rest.split(" ");
  return tickMs * (Number(fields[11]) + Number(fields[12]));
}
