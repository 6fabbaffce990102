// Feeds of comments: of all that is said here, of one person's, and of one paper's discussion.
import type { Context } from "hono";
import { findPaper } from "../../catalogue/papers.ts";
import { listNewestComments } from "../../community/discussion/comments.ts";
import { getProfile } from "../../community/people/profile.ts";
import { NotFound } from "../../errors.ts";
import { inTurns } from "../../in-turns.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Handler, Web } from "../context.ts";
import { commentEntry } from "../feeds/comment-entry.ts";
import type { Feed, Format } from "../feeds/feed.ts";
import { sendFeed } from "../feeds/send-feed.ts";
import { shortened } from "../requests.ts";
import { readSaid } from "../said.ts";

const mostComments = 50;
const caching = "public, max-age=300";

export function sendDiscussionsFeed(format: Format): Handler {
  return (c, web) =>
    sendComments(c, web, {
      format,
      title: "Discussions",
      subtitle: "The newest comments on papers.",
      self: { atom: links.discussionsFeed, json: links.discussionsJsonFeed },
      page: links.discussions,
    });
}

export function sendPersonFeed(format: Format): Handler {
  return async (c, web) => {
    const handle = c.req.param("handle") ?? "";
    const profile = await getProfile(web.db, handle);
    const self = {
      atom: links.personFeed(profile.handle),
      json: links.personJsonFeed(profile.handle),
    };
    if (profile.handle !== handle) return c.redirect(self[format], 302);
    return await sendComments(c, web, {
      format,
      title: `${profile.name} (@${handle})`,
      subtitle: `The newest comments by ${profile.name}.`,
      self,
      page: links.person(handle),
      reader: profile.id,
    });
  };
}

export function sendPaperFeed(format: Format): Handler {
  const ending = format === "atom" ? "/discussion/feed" : "/discussion/feed.json";
  return async (c, web) => {
    const name = (c.req.param("identifier") ?? "").slice(0, -ending.length);
    const identifier = parseIdentifier(name)?.identifier;
    const paper = identifier && (await findPaper(web.db, identifier));
    if (!paper) throw new NotFound(`There is no paper ${shortened(name)} here.`);
    return await sendComments(c, web, {
      format,
      title: `Discussion of “${texToText(paper.title)}”`,
      subtitle: "The newest comments on this paper.",
      self: {
        atom: links.discussionFeed(paper.identifier),
        json: links.discussionJsonFeed(paper.identifier),
      },
      page: links.discussion(paper.identifier),
      paper: paper.id,
    });
  };
}

interface Sending extends Pick<Feed, "title" | "subtitle" | "self" | "page"> {
  format: Format;
  /** Whose comments alone. */
  reader?: number;
  /** On what alone. */
  paper?: number;
}

async function sendComments(
  c: Context,
  web: Web,
  { reader, paper, ...feed }: Sending,
): Promise<Response> {
  const comments = await listNewestComments(web.db, {
    limit: mostComments,
    ...(reader !== undefined && { reader }),
    ...(paper !== undefined && { paper }),
  });
  const said = await readSaid(web.db, comments);
  return sendFeed(c, web, {
    ...feed,
    caching,
    entries: await inTurns(said, (each) => commentEntry(each, web)),
  });
}
