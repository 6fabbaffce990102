// One paper: what it says, where it stood and why, how to get and cite it.
import type { Context } from "hono";
import { findKept } from "../../community/library/shelf.ts";
import { listPicksOf } from "../../community/picks/picks.ts";
import { links } from "../../links.ts";
import { bareIdentifier, parseIdentifier } from "../../papers/identifier.ts";
import { opening } from "../../papers/opening.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { readAuthorship } from "../authorship.ts";
import { readDiscussion } from "../discussion.ts";
import { readFollowability } from "../following.ts";
import { readMarks } from "../own-marks.ts";
import { partStandings } from "../../editions/paper-standings.ts";
import { listSimilar } from "../../editions/similar-papers.ts";
import { listStandings } from "../../editions/standings.ts";
import { paperBibliographies } from "../doors/bibliographies/bibliographies.ts";
import type { Web } from "../context.ts";
import { sendPaperAs } from "../doors/documents/own-documents.ts";
import { chooseFormat, inFormat, splitFormat, type Format } from "../doors/formats.ts";
import { findNamed, getNamed } from "../named-paper.ts";
import { findReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { shortened } from "../requests.ts";
import { citationLinks, signposts } from "../views/citation-links.ts";
import { citationMeta } from "../views/citation-meta.ts";
import { scholarlyArticle } from "../views/scholarly-article.ts";
import { Discussion } from "../views/discussion.tsx";
import type { KeepingDraft } from "../views/keeping.tsx";
import { PaperRail } from "../views/paper-rail.tsx";
import { PaperText } from "../views/paper-text.tsx";
import { authorsInShort } from "../../papers/words.ts";
import { showMissingPaper } from "./missing-paper.tsx";

type SendPaper = (c: Context, web: Web, paper: Paper) => Response | Promise<Response>;

/** Who sends it in other formats than the page. */
const senders: Partial<Record<Format, SendPaper>> = {
  ...paperBibliographies,
  md: sendPaperAs("md"),
  txt: sendPaperAs("txt"),
};

export async function showPaper(c: Context, web: Web): Promise<Response> {
  const { name, format } = splitFormat(c.req.param("identifier") ?? "");
  const paper = await (format ? getNamed : findNamed)(web, name);
  if (!paper) {
    const identifier = parseIdentifier(name)?.identifier;
    return await showMissingPaper(c, web, { name: shortened(name), identifier });
  }
  // One address a paper: without a version, under the best name that it has by now.
  if (name !== bareIdentifier(paper.identifier)) {
    return c.redirect(inFormat(links.paper(paper.identifier), format), 301);
  }
  const send = chooseFormat(c, senders, format) ?? showPaperPage;
  return await send(c, web, paper);
}

/** With a draft it says what could not be taken of the reader's note and tags. */
export async function showPaperPage(
  c: Context,
  web: Web,
  paper: Paper,
  draft?: KeepingDraft,
): Promise<Response> {
  const marks = await readMarks(c, web, [paper.id]);
  const { standings, outside } = partStandings(
    await listStandings(web.db, { paper, judge: web.judge }),
  );
  const picks = await listPicksOf(web.db, paper.id);
  const similar = await listSimilar(web, paper);
  c.header("Link", signposts(paper, web.config.SITE_URL));
  return await renderPage(
    c,
    web,
    {
      title: texToText(paper.title),
      description: opening(texToText(paper.abstract), 200) || undefined,
      canonical: links.paper(paper.identifier),
      card: {
        path: links.cardOfPaper(paper.identifier),
        alt: [texToText(paper.title), authorsInShort(paper.authors)].filter(Boolean).join(", by "),
        type: "article",
      },
      markdown: links.markdown(paper.identifier),
      meta: citationMeta(paper),
      links: citationLinks(paper),
      data: scholarlyArticle(paper),
      feeds: [{ title: "Discussion of this paper", of: links.discussionForm(paper.identifier) }],
      ...(paper.sample && { robots: "noindex" }),
    },
    <div class="columns">
      <PaperText
        paper={paper}
        standings={standings}
        picks={picks.filter(({ isOut }) => isOut)}
        planned={marks.mayPick ? picks.filter(({ isOut }) => !isOut) : []}
        marks={marks}
        own={await readOwn(c, web, { paper, draft })}
        followability={await readFollowability(c, web)}
        authorship={await readAuthorship(c, web, paper.id)}
      >
        <Discussion {...await readDiscussion(c, web, paper)} />
      </PaperText>
      <PaperRail paper={paper} standings={standings} outside={outside} similar={similar} />
    </div>,
    draft ? 400 : 200,
  );
}

async function readOwn(
  c: Context,
  web: Web,
  { paper, draft }: { paper: Paper; draft: KeepingDraft | undefined },
) {
  const reader = await findReader(c, web);
  if (!reader) return undefined;
  const kept = await findKept(web.db, { reader: reader.id, paper: paper.id });
  return { kept, draft, timeZone: await zoneOf(c, web) };
}
