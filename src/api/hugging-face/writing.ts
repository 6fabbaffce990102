// What Hugging Face's clients change, in the name of whoever holds the token: papers are submitted,
// commented and claimed by the same acts as on the pages.
import type { Context, Hono } from "hono";
import { z } from "zod";
import { beginClaim, claimPaper } from "../../community/authorship/claiming.ts";
import { findOrcid } from "../../community/authorship/orcid.ts";
import { writeComment } from "../../community/discussion/commenting.ts";
import { findComment } from "../../community/discussion/comments.ts";
import type { Reader } from "../../community/readers.ts";
import { submitPaper } from "../../community/submissions/submitting.ts";
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import { links } from "../../links.ts";
import { arxivOf, bareIdentifier, parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { admitWriter } from "../admit.ts";
import type { ApiOptions } from "../options.ts";
import { read } from "./query.ts";
import { getNamedPaper } from "../reading/paper.ts";
import { readJson } from "../reading/json-body.ts";
import { tellEvents } from "./discussion.ts";
import { readCommentId } from "./object-id.ts";
import { personObjectId } from "./people.ts";
import { authorObjectId } from "./paper-shape.ts";

export function addWriting(api: Hono, options: ApiOptions): void {
  // {"arxivId": "2310.07896"}: it joins the open edition, as a paper that its reader submits.
  api.post("/papers/index", async (c) => {
    const { reader } = await admitWriter(options, await options.findAsker(c), "submissions");
    const { arxivId } = read(indexBody, await readJson(c));
    const network = options.networkOf(c);
    const { paper, isNew } = await submitPaper(options, { reader, named: arxivId, network });
    return c.json({ ...nameOf(paper, options), isNew });
  });

  // {"comment": "…"}, in Markdown.
  api.post("/papers/:identifier{.+/comment}", (c) => comment(c, options));
  api.post("/papers/:identifier{.+/reply}", (c) => comment(c, options));

  // Whatever the token: no other would do either.
  api.post("/papers/:identifier{.+/links}", async (c) => {
    await getNamedPaper(options, nameIn(c));
    throw new Forbidden(
      "Links of a paper are not written here: its code and project page are read from what its authors write, and models, datasets and organisations are not linked.",
    );
  });

  // {"paperId", "claimAuthorId", "targetUserId"}
  api.post("/settings/papers/claim", async (c) => {
    const { reader } = await admitWriter(options, await options.findAsker(c), "submissions");
    const { paperId, claimAuthorId, targetUserId } = read(claimBody, await readJson(c));
    if (targetUserId !== undefined && targetUserId !== personObjectId(reader.id)) {
      throw new Forbidden("A paper is claimed in one's own name only: leave out targetUserId.");
    }
    const paper = await getNamedPaper(options, paperId);
    return c.json(await claim(options, { reader, paper, claimAuthorId }));
  });
}

async function comment(c: Context, options: ApiOptions): Promise<Response> {
  const { reader } = await admitWriter(options, await options.findAsker(c), "comments");
  const [, name, above] = /^(.+)\/comment(?:\/([^/]+)\/reply)?$/.exec(nameIn(c)) ?? [];
  if (name === undefined) throw new NotFound("There is no such address in this API.");
  const paper = await getNamedPaper(options, name);
  const { comment: source } = read(commentBody, await readJson(c));
  const parent = above === undefined ? undefined : readCommentId(above);
  if (above !== undefined && parent === undefined) {
    throw new NotFound("There is no such comment here.");
  }
  const { id, standing } = await writeComment(options, {
    paper: paper.id,
    reader: reader.id,
    parent,
    source,
  });
  const viewer = { id: reader.id, isModerator: false };
  const said = await findComment(options.db, { id, viewer });
  const [newMessage] = await tellEvents(options, said ? [said] : []);
  return c.json(
    {
      newMessage,
      isWaiting: standing === "held",
      url: links.whole(links.comment(id), options.config.SITE_URL),
    },
    201,
  );
}

/** By whatever proves it: the reader's address, else an ORCID iD that is known. */
async function claim(
  options: ApiOptions,
  { reader, paper, claimAuthorId }: { reader: Reader; paper: Paper; claimAuthorId: string },
) {
  const author = paper.authors.find(
    (_, place) => authorObjectId(paper.identifier, place) === claimAuthorId,
  );
  if (author === undefined) {
    throw new Invalid('"claimAuthorId" must be the _id of one of the authors of the paper.');
  }
  const proved = { ...nameOf(paper, options), claimAuthorId, status: "claimed_verified" };
  if (await beginClaim(options, { reader, paper })) return proved;
  const hasOrcid = (await findOrcid(options.db, reader.id)) !== undefined;
  for (const proof of ["address", ...(hasOrcid ? (["orcid"] as const) : [])] as const) {
    const { state } = await claimPaper(options, { reader, paper, author, proof });
    if (state === "proved") return proved;
    if (state === "asked") return { ...proved, status: "claimed" };
  }
  throw new Forbidden(
    `Neither your address nor an ORCID iD of yours ties you to this paper. An editor can tell: ask at ${links.whole(links.claim(paper.identifier), options.config.SITE_URL)}.`,
  );
}

/** What the address names, with all that stands behind it. */
function nameIn(c: Context): string {
  return (c.req.param("identifier") ?? "").replace(/\/links$/, "");
}

function nameOf({ identifier }: Paper, { config }: ApiOptions) {
  const id = bareIdentifier(identifier);
  return { id, paperId: id, url: links.whole(links.paper(identifier), config.SITE_URL) };
}

function isArxivs(written: string): boolean {
  const identifier = parseIdentifier(written)?.identifier;
  return identifier !== undefined && arxivOf(identifier) !== undefined;
}

const indexBody = z.object({
  arxivId: z
    .string("must be an identifier of arXiv")
    .refine(isArxivs, "must be an identifier of arXiv, such as 2310.07896"),
});

const commentBody = z.object({ comment: z.string("must be what is to be said, in Markdown") });

const claimBody = z.object({
  paperId: z.string("must be the identifier of a paper"),
  claimAuthorId: z.string("must be the _id of one of the authors of the paper"),
  targetUserId: z.string("must be the _id of a reader").optional(),
});
