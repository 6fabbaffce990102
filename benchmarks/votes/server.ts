// The program, serving a folder, to be ended well or killed.
import { once } from "node:events";
import { Agent } from "node:http";
import { createInterface } from "node:readline";
import { startBroadsheet, untilReady } from "../search/processes.ts";

export interface Server {
  port: number;
  pid: number;
  /** One connection for each voter. */
  agent: Agent;
  end: (signal: NodeJS.Signals) => Promise<void>;
}

export async function serve(folder: string): Promise<Server> {
  const program = startBroadsheet(["serve"], folder);
  const lines = createInterface({ input: program.stdout! });
  const saysWhere = (async () => {
    for await (const line of lines) {
      const port = / is at http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
      if (port !== undefined) return Number(port);
    }
    throw new Error("The program ended without a word of where it is.");
  })();
  saysWhere.catch(() => {});
  const port = await untilReady(program, saysWhere, 60);
  program.stdout!.resume();
  return {
    port,
    pid: program.pid!,
    agent: new Agent({ keepAlive: true }),
    async end(signal) {
      const ended = once(program, "exit");
      program.kill(signal);
      await ended;
    },
  };
}

export async function kill(server: Server, signal: NodeJS.Signals): Promise<void> {
  await server.end(signal);
  server.agent.destroy();
}
