// A reader who votes as a browser does: with the cookie of a session and the token of a page's form.
import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { paperName } from "./instance.ts";
import type { Server } from "./server.ts";

interface Answer {
  upvotes: number;
  voted: boolean;
}

export interface Voter {
  reader: number;
  /** Papers that they know to have their vote. */
  voted: Set<number>;
  /** Of each answer, in milliseconds, in order. */
  latencies: number[];
  vote: (server: Server, paper: number, up: boolean) => Promise<Answer>;
  /** For any of the papers, or no longer for it. */
  voteForAny: (server: Server, random: () => number) => Promise<void>;
  voteUntilItFails: (server: Server, random: () => number) => Promise<void>;
  /**
   * Holds what they know against the rows, but for the vote that got no answer; of that one the rows
   * are believed.
   * @returns how many votes are not as they were acknowledged.
   */
  settle: (rows: ReadonlySet<string>) => number;
}

export async function openVoter(
  server: Server,
  { cookie, reader, papers }: { cookie: string; reader: number; papers: number },
): Promise<Voter> {
  const page = await ask(server, { path: `/papers/${paperName(1)}`, cookie });
  const token = /name="token" value="([^"]+)"/.exec(page)![1]!;
  const voted = new Set<number>();
  const latencies: number[] = [];
  let unanswered: number | undefined;

  async function vote(server: Server, paper: number, up: boolean): Promise<Answer> {
    const body = new URLSearchParams({ token, up: up ? "1" : "0" }).toString();
    const began = performance.now();
    unanswered = paper;
    const path = `/papers/${paperName(paper)}/vote`;
    const answer = JSON.parse(await ask(server, { path, cookie, body })) as Answer;
    latencies.push(performance.now() - began);
    unanswered = undefined;
    if (answer.voted) voted.add(paper);
    else voted.delete(paper);
    return answer;
  }

  async function voteForAny(server: Server, random: () => number): Promise<void> {
    const paper = 1 + Math.floor(random() * papers);
    await vote(server, paper, !voted.has(paper));
  }

  return {
    reader,
    voted,
    latencies,
    vote,
    voteForAny,
    async voteUntilItFails(server, random) {
      for (;;) {
        try {
          await voteForAny(server, random);
        } catch (error) {
          if (error instanceof Refused) throw error;
          return;
        }
      }
    },
    settle(rows) {
      let wrong = 0;
      for (let paper = 1; paper <= papers; paper++) {
        const isThere = rows.has(`${reader} ${paper}`);
        if (isThere === voted.has(paper)) continue;
        if (paper !== unanswered) wrong++;
        if (isThere) voted.add(paper);
        else voted.delete(paper);
      }
      unanswered = undefined;
      return wrong;
    },
  };
}

/** The program answered, but not with what was asked for. */
class Refused extends Error {}

interface Asked {
  path: string;
  cookie?: string;
  /** A form; without it, the page is read. */
  body?: string;
}

export async function ask(server: Server, { path, cookie, body }: Asked): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const { port, agent } = server;
    const asking = request(
      {
        host: "localhost",
        port,
        agent,
        path,
        method: body === undefined ? "GET" : "POST",
        headers: {
          ...(cookie !== undefined && { Cookie: cookie }),
          ...(body !== undefined && {
            Accept: "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
          }),
        },
      },
      resolve,
    );
    asking.on("error", reject);
    asking.end(body);
  });
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Refused(`${path} answers ${response.statusCode}`);
  return answer;
}
