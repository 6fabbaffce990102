// Comments with the papers that they are about and those whom they mention, for lists across papers.
import { listPapers } from "../catalogue/papers.ts";
import type { Comment } from "../community/discussion/comments.ts";
import { listMentions, peopleOf } from "../community/discussion/mentions.ts";
import type { People } from "../papers/markdown/markdown.ts";
import type { Paper } from "../papers/paper.ts";
import type { Database } from "./context.ts";

export interface Said {
  comment: Comment;
  paper: Paper;
  people: People;
}

export async function readSaid(db: Database, comments: readonly Comment[]): Promise<Said[]> {
  const papers = await listPapers(db, [...new Set(comments.map(({ paper }) => paper))]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const mentions = await listMentions(db, comments);
  return comments.flatMap((comment) => {
    const paper = byId.get(comment.paper);
    const mentioned = mentions.get(comment.id) ?? new Map();
    return paper ? { comment, paper, people: peopleOf(mentioned) } : [];
  });
}
