// A reader says that they are an author of a paper: which one, and how that is proved.
import type { Context } from "hono";
import {
  beginClaim,
  claimPaper,
  giveUpClaim,
  parseAuthor,
  proofs,
} from "../../community/authorship/claiming.ts";
import { findClaim } from "../../community/authorship/claims.ts";
import { nearestAuthor } from "../../community/authorship/near-author.ts";
import { findOrcid, orcidLink } from "../../community/authorship/orcid.ts";
import type { Reader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Web } from "../context.ts";
import { attempt } from "../faults.ts";
import { getPaperNamed } from "../named-paper.ts";
import { getReader, whyNoVoice, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm } from "../requests.ts";
import { ClaimForm, type ClaimWords } from "../views/claim-form.tsx";
import { ClaimAsked, ClaimDeclined, ClaimProved } from "../views/claim-standing.tsx";
import { Tex } from "../views/tex.tsx";

export async function showClaim(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  return await showPage(c, web, { reader, paper: await getPaperNamed(c, web, "/claim") });
}

export async function claim(c: Context, web: Web): Promise<Response> {
  const reader = await getReader(c, web);
  const paper = await getPaperNamed(c, web, "/claim");
  const form = await readForm(c);
  if (form["give-up"] !== undefined) {
    await giveUpClaim(web.db, { paper: paper.id, reader: reader.id });
    return c.redirect(links.paper(paper.identifier), 303);
  }
  // Pressed twice, or on a page that was open before; what is known is told there.
  if (await beginClaim(web, { reader, paper })) {
    return c.redirect(links.claim(paper.identifier), 303);
  }
  const words = await readWords(web, { reader, paper, form });
  if (words === undefined) return c.redirect(links.claim(paper.identifier), 303);
  return await showPage(c, web, { reader, paper, words });
}

interface Claiming {
  reader: Reader;
  paper: Paper;
  form: Record<string, string>;
}

/** Claims the paper as the form says; what was wrong, or not found, comes back. */
async function readWords(
  web: Web,
  { reader, paper, form }: Claiming,
): Promise<ClaimWords | undefined> {
  const { author: named = "", orcid = "", sentence: written = "" } = form;
  const proof = proofs.find((each) => each === form["proof"]) ?? "address";
  const words: ClaimWords = {
    author: named,
    proof,
    orcid: orcid.slice(0, 200),
    sentence: written.slice(0, 3000),
    faults: {},
    looked: [],
  };
  const { faults } = words;
  const author = await attempt(faults, "author", () => parseAuthor(paper, named));
  if (author === undefined) return words;
  const claim = { reader, paper, author, proof, orcid, sentence: written };
  const tried = await attempt(faults, proof, () => claimPaper(web, claim));
  if (tried?.state) return undefined;
  if (!tried) return words;
  return {
    ...words,
    looked: tried.looked,
    faults: { [proof]: proof === "address" ? noAddress : noOrcid },
  };
}

const noAddress =
  "Your address was not found there, so nothing is proved yet. Try another way; an editor can always tell.";
const noOrcid =
  "Your iD is known, but neither your record nor the paper’s page ties this paper to it. Try another way; an editor can always tell.";

interface Shown {
  reader: Reader;
  paper: Paper;
  words?: ClaimWords;
}

async function showPage(c: Context, web: Web, { reader, paper, words }: Shown): Promise<Response> {
  const { db, secret, config } = web;
  const claim = await findClaim(db, { paper: paper.id, reader: reader.id });
  const standing = { timeZone: await zoneOf(c, web), now: web.clock(), handle: reader.handle };
  const orcid = await findOrcid(db, reader.id);
  const title =
    claim?.state === "proved"
      ? `You are ${texToText(claim.author)} here.`
      : "Are you an author of this paper?";
  const silence = await whyNoVoice(c, web);
  const form = paper.authors.length > 0 && (
    <ClaimForm
      paper={paper}
      words={words ?? firstWords({ reader, paper, orcid, before: claim?.author })}
      address={reader.address}
      orcid={orcid}
      orcidLink={orcidLink(reader, { secret, site: config.SITE_URL })}
    />
  );
  return await renderPage(
    c,
    web,
    { title: title.replace(/\.$/, ""), robots: "noindex", ownSubscribeBox: true },
    <section class="claim">
      <h1>{title}</h1>
      <p class="claim-paper">
        <a class="title" href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
      </p>
      {claim?.state === "proved" && <ClaimProved paper={paper} claim={claim} {...standing} />}
      {claim?.state === "asked" && <ClaimAsked paper={paper} claim={claim} {...standing} />}
      {claim?.state === "declined" && <ClaimDeclined claim={claim} {...standing} />}
      {claim?.state !== "proved" && paper.authors.length === 0 && (
        <p>Nobody knows who wrote this paper, so it cannot be claimed yet.</p>
      )}
      {silence !== undefined ? (
        claim?.state !== "proved" && <p>{silence}</p>
      ) : claim?.state === "asked" ? (
        <details class="claim-again" open={words !== undefined}>
          <summary>Prove it another way, or change what you asked</summary>
          {form}
        </details>
      ) : (
        claim?.state !== "proved" && form
      )}
    </section>,
    words ? 400 : 200,
  );
}

/** Whom the reader is most likely to be, and what is proved of them, so that one press will do. */
function firstWords({
  reader,
  paper,
  orcid,
  before,
}: Shown & { orcid: string | undefined; before: string | undefined }): ClaimWords {
  const author = before ?? nearestAuthor(reader.name, paper.authors);
  const proof = orcid === undefined ? "address" : "orcid";
  return { author, proof, orcid: "", sentence: "", faults: {}, looked: [] };
}
