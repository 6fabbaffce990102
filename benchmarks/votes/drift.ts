// How far what was answered, what is shown and what lies in the database are from what was acknowledged.
import { paperName } from "./instance.ts";
import type { Server } from "./server.ts";
import { ask, type Voter } from "./voter.ts";

/** Votes too many or too few, over all papers. */
export interface Drift {
  answered: number;
  shown: number;
  rows: number;
}

/** While nobody votes. @param rows `reader paper` of every vote in the database */
export async function countDrift(
  server: Server,
  { people, papers, rows }: { people: readonly Voter[]; papers: number; rows: ReadonlySet<string> },
): Promise<Drift> {
  const drift: Drift = { answered: 0, shown: 0, rows: 0 };
  for (let paper = 1; paper <= papers; paper++) {
    const acknowledged = people.filter(({ voted }) => voted.has(paper)).length;
    // Whoever says again what they said before changes nothing, and is told the count.
    const voter = people[paper % people.length]!;
    const { upvotes } = await voter.vote(server, paper, voter.voted.has(paper));
    drift.answered += Math.abs(upvotes - acknowledged);
    const page = await ask(server, { path: `/papers/${paperName(paper)}` });
    const onPage = Number(/data-count="true">([\d,]+)</.exec(page)![1]!.replaceAll(",", ""));
    const api = await ask(server, { path: `/api/papers/${paperName(paper)}` });
    const inApi = (JSON.parse(api) as { upvotes: number }).upvotes;
    drift.shown += Math.abs(onPage - acknowledged) + Math.abs(inApi - acknowledged);
    const counted = people.filter(({ reader }) => rows.has(`${reader} ${paper}`)).length;
    drift.rows += Math.abs(counted - acknowledged);
  }
  drift.rows += rows.size - people.reduce((sum, { voted }) => sum + voted.size, 0);
  return drift;
}
