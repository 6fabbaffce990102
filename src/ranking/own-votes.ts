// What the readers of this instance made of its papers, for training an editor's model of its own.
import type { Database } from "../store/tables.ts";
import { tallyVotes } from "../community/votes/vote-signals.ts";
import type { Day } from "../papers/period.ts";
import { gainOf } from "./community-record.ts";
import type { RecordedPaper } from "./evaluation/recorded-days.ts";
import { listAnnouncedDays, listManuscripts } from "./manuscripts.ts";

const readAtOnce = 1000;
// More would not fit into memory, and what was liked years ago tells less.
const mostPapers = 200_000;

/** The days on which somebody voted for a paper, with all their papers, the first day first. */
export async function readOwnDays(
  db: Database,
  { onProgress }: { onProgress: (done: number, of: number) => void },
): Promise<Map<Day, RecordedPaper[]>> {
  const tallies = new Map((await tallyVotes(db)).map((tally) => [tally.paper, tally]));
  const announced = await listAnnouncedDays(db, { from: "0000-01-01" });
  // A day on which nobody voted was perhaps not read at all.
  const read = new Set([...tallies.keys()].flatMap((paper) => announced.get(paper) ?? []));
  const wanted = [...announced].filter(([, day]) => read.has(day)).slice(-mostPapers);
  const papers: RecordedPaper[] = [];
  for (let from = 0; from < wanted.length; from += readAtOnce) {
    const some = new Map(wanted.slice(from, from + readAtOnce));
    for (const { identifier, ...manuscript } of await listManuscripts(db, some)) {
      const { votes, counted } = tallies.get(manuscript.id) ?? { votes: 0, counted: 0 };
      papers.push({
        paper: identifier,
        manuscript,
        gain: gainOf(counted),
        featured: votes > 0 ? { upvotes: votes, comments: 0, hours: 0 } : undefined,
      });
    }
    onProgress(papers.length, wanted.length);
  }
  const days = Map.groupBy(papers, ({ manuscript }) => manuscript.day);
  return new Map([...days].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
