// What is talked about most now, for the rail of the front page.
import { listPapers } from "../catalogue/papers.ts";
import { listTalkedAbout } from "../community/discussion/talk.ts";
import { countTalk } from "../community/discussion/talk-counts.ts";
import type { Reader } from "../community/readers.ts";
import type { Muted } from "../search/muting.ts";
import type { Web } from "./context.ts";
import type { Discussed } from "./views/discussed-rail.tsx";

const most = 4;
/** So many are looked at, since a reader may hide some. */
const asked = 12;

export async function listDiscussed(
  { db, clock }: Web,
  { reader, muted }: { reader: Reader | undefined; muted: Muted | undefined },
): Promise<Discussed[]> {
  const talked = await listTalkedAbout(db, { order: "lively", now: clock(), reader: reader?.id });
  const liveliest = talked.slice(0, asked);
  const hidden = await muted?.(liveliest);
  const shown = liveliest.filter((paper) => !hidden?.has(paper)).slice(0, most);
  const counts = await countTalk(db, shown);
  return (await listPapers(db, shown)).map((paper) => ({
    paper,
    comments: counts.get(paper.id)?.comments ?? 0,
  }));
}
