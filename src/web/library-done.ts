// What was just done with papers of a library. The page after the form tells it, so its address names
// the deed, how many papers, and tags.
import { mostTags, normalTag } from "../community/library/tag.ts";
import { count } from "../papers/words.ts";

const deeds = ["tag", "untag", "read", "unread", "remove"] as const;

export interface Done {
  deed: (typeof deeds)[number];
  papers: number;
  /** As they were taken, not as they were typed. */
  tags: readonly string[];
}

export function doneIn({ deed, papers, tags }: Done) {
  return { did: deed, papers, as: tags.length > 0 ? tags.join(",") : undefined };
}

/** Whatever stands there: what cannot be read is as if nothing was done. */
export function readDone(field: (name: string) => string | undefined): Done | undefined {
  const deed = deeds.find((each) => each === field("did"));
  const papers = field("papers") ?? "";
  if (deed === undefined || !/^\d{1,5}$/.test(papers)) return undefined;
  const written = (field("as") ?? "").split(",", mostTags);
  const tags = written.map(normalTag).filter((tag) => tag !== undefined);
  return { deed, papers: Number(papers), tags };
}

/** `2 papers tagged reading-group, q-a.` */
export function sayDone({ deed, papers, tags }: Done): string {
  const which = count(papers, "paper");
  switch (deed) {
    case "tag":
      return `${which} tagged ${tags.join(", ")}.`;
    case "untag":
      return `${which} no longer tagged ${tags.join(", ")}.`;
    case "read":
      return `${which} marked as read.`;
    case "unread":
      return `${which} marked as unread.`;
    case "remove":
      return `${which} removed. What is saved again has its note and tags again.`;
  }
}
