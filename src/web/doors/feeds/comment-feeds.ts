// Feeds of comments: of all that is said here, of one person's, and of one paper's discussion.
import { listNewestComments } from "../../../community/discussion/comments.ts";
import { getProfile } from "../../../community/people/profile.ts";
import { inTurns } from "../../../in-turns.ts";
import { links } from "../../../links.ts";
import { texToText } from "../../../papers/tex/tex.ts";
import type { Web } from "../../context.ts";
import { commentEntry } from "./comment-entry.ts";
import type { Told } from "./feed.ts";
import type { FeedHandler, FeedSource } from "./send-feed.ts";
import { getNamed } from "../../named-paper.ts";
import { readSaid } from "../../said.ts";

const mostComments = 50;

export const discussionsFeed: FeedHandler = (_c, web) =>
  sourceOf(web, {
    of: links.discussions,
    title: "Discussions",
    subtitle: "The newest comments on papers.",
    page: links.discussions,
  });

export const personFeed: FeedHandler = async (c, web, format) => {
  const handle = c.req.param("handle") ?? "";
  const profile = await getProfile(web.db, handle);
  const page = links.person(profile.handle);
  if (profile.handle !== handle) return c.redirect(links.feed(page, format), 302);
  return sourceOf(web, {
    of: page,
    title: `${profile.name} (@${handle})`,
    subtitle: `The newest comments by ${profile.name}.`,
    page,
    reader: profile.id,
  });
};

export const paperFeed: FeedHandler = async (c, web) => {
  const name = (c.req.param("identifier") ?? "").replace(/\/discussion\/feed[^/]*$/, "");
  const paper = await getNamed(web, name);
  return sourceOf(web, {
    of: links.discussionForm(paper.identifier),
    title: `Discussion of “${texToText(paper.title)}”`,
    subtitle: "The newest comments on this paper.",
    page: links.discussion(paper.identifier),
    paper: paper.id,
  });
};

interface Asked extends Omit<Told, "entries"> {
  of: string;
  /** Whose comments alone. */
  reader?: number;
  /** On what alone. */
  paper?: number;
}

function sourceOf(web: Web, { of, reader, paper, ...told }: Asked): FeedSource {
  return {
    of,
    async tell() {
      const comments = await listNewestComments(web.db, {
        limit: mostComments,
        ...(reader !== undefined && { reader }),
        ...(paper !== undefined && { paper }),
      });
      const said = await readSaid(web.db, comments);
      return { ...told, entries: await inTurns(said, (each) => commentEntry(each, web)) };
    },
  };
}
