// Who says that they are an author of which paper, for editors and moderators: what waits for them, what is
// known, and what was declined.
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { findPaper } from "../../catalogue/papers.ts";
import { longestToEditors } from "../../community/authorship/claiming.ts";
import { listClaims, type ListedClaim } from "../../community/authorship/claims.ts";
import {
  decideClaim,
  demandEditor,
  giveAuthorship,
  type Decision,
} from "../../community/authorship/deciding.ts";
import { saysNobody } from "../../community/handles.ts";
import { findReaderByHandle, type Reader } from "../../community/readers.ts";
import { parseSentence } from "../../community/sentence.ts";
import { Invalid } from "../../errors.ts";
import { links } from "../../links.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import type { Web } from "../context.ts";
import { attempt, type Faults } from "../faults.ts";
import { findReader, zoneOf } from "../reader.ts";
import { renderPage } from "../render.tsx";
import { readForm, readNumber } from "../requests.ts";
import { ModerationLinks } from "../views/moderation/links.tsx";
import {
  AskedClaim,
  DeclinedClaim,
  GiveForm,
  ProvedClaim,
  type AnswerWords,
  type GivenWords,
} from "../views/claim-decisions.tsx";

const mostAsked = 100;
const mostDecided = 50;

interface Answered {
  words?: AnswerWords;
  given?: GivenWords;
}

export async function showClaims(c: Context, web: Web): Promise<Response> {
  return await showPage(c, web, { reader: await getEditor(c, web) });
}

export async function decide(c: Context, web: Web): Promise<Response> {
  const by = await getEditor(c, web);
  const form = await readForm(c);
  const answered =
    form["decision"] === "give" ? await give(web, by, form) : await answer(web, by, form);
  if (answered) return await showPage(c, web, { reader: by, ...answered });
  return c.redirect(`${links.moderationClaims}?done=${form["decision"] ?? ""}`, 303);
}

/** @throws Forbidden */
async function getEditor(c: Context, web: Web): Promise<Reader> {
  const reader = await findReader(c, web);
  demandEditor(reader);
  return reader;
}

const decisions: readonly Decision[] = ["accept", "decline", "withdraw"];

/** @returns what was wrong with it, if anything */
async function answer(
  web: Web,
  by: Reader,
  { claim, decision, answer: written = "" }: Record<string, string>,
): Promise<Answered | undefined> {
  const decided = decisions.find((each) => each === decision);
  const id = readNumber(claim);
  if (!decided || id === undefined) {
    throw new Invalid("Say which claim it is, and accept, decline or withdraw it.");
  }
  const faults: Faults<"answer"> = {};
  await attempt(faults, "answer", async () => {
    const said = parseSentence(written, { longest: longestToEditors });
    await decideClaim(web.db, { claim: id, decision: decided, by, answer: said, now: web.clock() });
  });
  if (faults.answer === undefined) return undefined;
  return { words: { claim: id, answer: written.slice(0, 3000), fault: faults.answer } };
}

async function give(
  web: Web,
  by: Reader,
  form: Record<string, string>,
): Promise<Answered | undefined> {
  const { db } = web;
  const { paper: named = "", handle = "", author = "", answer: written = "" } = form;
  const given: GivenWords = { paper: named, handle, author, answer: written, faults: {} };
  const { faults } = given;
  const paper = await attempt(faults, "paper", async () => {
    const identifier = parseIdentifier(named)?.identifier;
    const found = identifier && (await findPaper(db, identifier));
    if (!found)
      throw new Invalid("There is no such paper here. Write 2310.07896, a DOI or an address.");
    return found;
  });
  const reader = await attempt(faults, "handle", async () => {
    const found = await findReaderByHandle(db, handle);
    if (!found) throw new Invalid(saysNobody(handle));
    return found;
  });
  if (!paper || !reader) return { given };
  await attempt(faults, "author", async () => {
    await giveAuthorship(db, {
      paper,
      reader,
      author: author.trim() || undefined,
      by,
      answer: parseSentence(written, { longest: longestToEditors }),
      now: web.clock(),
    });
  });
  return faults.author === undefined ? undefined : { given };
}

const doneSays: Readonly<Record<string, string>> = {
  accept: "Accepted; they are told.",
  decline: "Declined; they are told.",
  withdraw: "Withdrawn; they are told.",
  give: "It is known now; they are told.",
};

interface Shown extends Answered {
  reader: Reader;
}

async function showPage(c: Context, web: Web, { reader, words, given }: Shown): Promise<Response> {
  const { db } = web;
  const clock = { timeZone: await zoneOf(c, web), now: web.clock() };
  const asked = await listClaims(db, { state: "asked", limit: mostAsked });
  const proved = await listClaims(db, { state: "proved", limit: mostDecided });
  const declined = await listClaims(db, { state: "declined", limit: mostDecided });
  const wordsOf = ({ id }: ListedClaim) => (words?.claim === id ? words : undefined);
  const isLost = words !== undefined && ![...asked, ...proved].some((each) => wordsOf(each));
  return await renderPage(
    c,
    web,
    { title: "Claims", robots: "noindex", nav: "moderation", ownSubscribeBox: true },
    <div class="claims">
      <div class="page-head">
        <h1>Claims</h1>
        <ModerationLinks here="claims" reader={reader} />
        <p>
          Readers who say they are an author of a paper, where neither their address nor their ORCID
          iD proves it. Whoever is accepted bears the mark Author under that paper.
        </p>
      </div>
      <p class="told" role="status">
        {doneSays[c.req.query("done") ?? ""]}
      </p>
      {isLost && (
        <p class="error" role="alert">
          <strong aria-hidden="true">!</strong> {words.fault}
        </p>
      )}
      <Part
        title="Waiting for you"
        none="Nobody waits. There is nothing to do."
        count={asked.length}
      >
        {asked.map((claim) => (
          <AskedClaim claim={claim} words={wordsOf(claim)} {...clock} />
        ))}
      </Part>
      <Part
        title="Known authors"
        none="No author of a paper is known here yet."
        count={proved.length}
      >
        {proved.map((claim) => (
          <ProvedClaim claim={claim} words={wordsOf(claim)} {...clock} />
        ))}
      </Part>
      <section>
        <h2>Say it of a reader</h2>
        <p class="claims-none">You know them, though they have not asked.</p>
        <details open={given !== undefined}>
          <summary>Make somebody known as an author</summary>
          <GiveForm words={given} />
        </details>
      </section>
      {declined.length > 0 && (
        <Part title="Declined, or withdrawn" none="" count={declined.length}>
          {declined.map((claim) => (
            <DeclinedClaim claim={claim} {...clock} />
          ))}
        </Part>
      )}
    </div>,
    words || given ? 400 : 200,
  );
}

function Part({
  title,
  none,
  count,
  children,
}: {
  title: string;
  none: string;
  count: number;
  children: Child;
}) {
  return (
    <section>
      <h2>{title}</h2>
      {count === 0 ? <p class="claims-none">{none}</p> : <ul>{children}</ul>}
    </section>
  );
}
