// Papers in their places as text.
import { listSubmissions } from "../../community/submissions/submissions.ts";
import type { Block } from "../../papers/documents/document.ts";
import { mainReasons, pickAmong } from "../../ranking/reason.ts";
import type { Database } from "../../store/tables.ts";
import type { Entry } from "../standings.ts";
import { entryBlocks } from "./entry-blocks.ts";

interface Wanted {
  /** Which of them come with all of their abstract. */
  isWhole?: ((entry: Entry) => boolean) | undefined;
  /** What is said of one besides its reasons. */
  noteOf?: (entry: Entry) => string | undefined;
  forModel?: boolean;
}

export async function rankedBlocks(
  db: Database,
  entries: readonly Entry[],
  { isWhole = () => false, noteOf = () => undefined, forModel = false }: Wanted,
): Promise<Block[]> {
  const papers = entries.map(({ paper }) => paper.id);
  const submitted = await listSubmissions(db, papers);
  return entries.flatMap((entry) => {
    const { paper, place, reasons } = entry;
    return entryBlocks({
      paper,
      place,
      reasons: [...mainReasons(reasons), noteOf(entry)].filter((each) => each !== undefined),
      picked: pickAmong(reasons),
      submission: submitted.get(paper.id),
      isWhole: isWhole(entry),
      forModel,
    });
  });
}
