// A bare page and a bare answer in JSON, of given sizes, as Hono alone makes them: nothing is asked of a
// database. The parent says what, and is told the port.
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { html } from "hono/html";
import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

export interface Bare {
  /** How long the page is, in bytes. */
  pageBytes: number;
  json: unknown;
}

const items = 50;

export async function serveBare(): Promise<void> {
  const [{ pageBytes, json }] = (await once(process, "message")) as [Bare];
  const papers = await papersOf(pageBytes);
  const app = new Hono();
  app.use(compress());
  app.get("/page", (c) => c.html(<Page papers={papers} />));
  app.get("/json", (c) => c.json(json as object));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  process.send!((server.address() as AddressInfo).port);
}

interface Paper {
  title: string;
  authors: string;
  abstract: string;
}

/** So many of them that the page is as long as it is to be. */
async function papersOf(bytes: number): Promise<Paper[]> {
  const nothing = Array.from({ length: items }, () => paper(""));
  const empty = (await html`${(<Page papers={nothing} />)}`).length;
  const abstract = "A page of words, as long as the other. ";
  const length = Math.max(0, Math.round((bytes - empty) / items));
  return Array.from({ length: items }, () =>
    paper(abstract.repeat(Math.ceil(length / abstract.length)).slice(0, length)),
  );
}

function paper(abstract: string): Paper {
  return { title: "A title of some length", authors: "Ada Lindqvist, Ben Okafor", abstract };
}

function Page({ papers }: { papers: readonly Paper[] }) {
  return (
    <html lang="en">
      <head>
        <title>Papers</title>
      </head>
      <body>
        <main>
          {papers.map(({ title, authors, abstract }, n) => (
            <article id={`paper-${n}`}>
              <h2>
                <a href={`/papers/${n}`}>{title}</a>
              </h2>
              <p>{authors}</p>
              <p>{abstract}</p>
            </article>
          ))}
        </main>
      </body>
    </html>
  );
}
