// A system behind a plain HTTP server, in a process of its own, which tells its parent when it is
// ready: `GET /?q=words+of+the+query` is answered with total, counts and identifiers as JSON.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readPapers } from "./papers.ts";
import { systems } from "./systems.ts";

/** What the parent is told. */
export interface Ready {
  port: number;
  /** Until it could answer, from the start of the process's own work. */
  seconds: number;
}

export async function buildSystem(name: string, papers: string, folder: string): Promise<void> {
  const { build } = systems[name]!;
  if ("build" in build) await build.build(readPapers(papers), folder);
}

export async function serveSystem(name: string, papers: string, folder: string): Promise<void> {
  const began = performance.now();
  const search = await systems[name]!.open({ folder, papers: readPapers(papers) });
  const server = createServer((request, response) => {
    const words = new URL(request.url!, "http://localhost").searchParams.get("q")!.split(" ");
    Promise.resolve(words)
      .then(search)
      .then((answer) => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(answer));
      })
      .catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const seconds = (performance.now() - began) / 1000;
  process.send!({ port, seconds } satisfies Ready);
}
