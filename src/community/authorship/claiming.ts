// A reader claims to be an author of a paper, with what speaks for it, and gives it up again.
import { Invalid, NotFound, SourceError } from "../../errors.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Database } from "../../store/tables.ts";
import type { Acting } from "../acting.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Reader } from "../readers.ts";
import { parseSentence } from "../sentence.ts";
import { findClaim, type Claim } from "./claims.ts";
import { findOrcid, proveTyped, type Proving } from "./orcid.ts";
import type { Search, Searched } from "./proofs.ts";
import { settleClaim } from "./settle-claim.ts";

/** By what one is to be known: the own address, an ORCID iD, or an editor's word. */
export const proofs = ["address", "orcid", "editor"] as const;
export type Proof = (typeof proofs)[number];

interface Who {
  reader: Reader;
  paper: Paper;
}

/** @returns the claim that there is, if that is proved already. @throws Forbidden, TooMany */
export async function beginClaim(
  { db, limits, clock }: Acting,
  { reader, paper }: Who,
): Promise<Claim | undefined> {
  await demandVoice(db, { reader: reader.id, now: clock() });
  const before = await findClaim(db, { paper: paper.id, reader: reader.id });
  if (before?.state === "proved") return before;
  await limits.claim(reader.id);
  return undefined;
}

interface ClaimTry extends Who {
  /** As `parseAuthor` gives it. */
  author: string;
  proof: Proof;
  /** An iD as typed; needed where none is proved. */
  orcid?: string | undefined;
  /** For the editors, as typed. */
  sentence?: string | undefined;
}

/** How the claim stands; where nothing was found, nothing was claimed. */
interface Tried {
  state: Claim["state"] | undefined;
  looked: readonly Searched[];
}

/** After `beginClaim`. @throws Invalid, TooMany */
export async function claimPaper(acting: Proving, claim: ClaimTry): Promise<Tried> {
  const { db, clock } = acting;
  const { reader, paper, author, proof, sentence: written = "" } = claim;
  const claiming = { paper, reader: reader.id, author, now: clock() };
  if (proof === "editor") {
    const sentence = parseSentence(written, { longest: longestToEditors });
    if (sentence === "") throw new Invalid("Write a sentence by which an editor can tell.");
    return { state: await settleClaim(db, { ...claiming, sentence }), looked: [] };
  }
  const { finding, looked } = await search(acting, { ...claim, proof });
  return { state: finding && (await settleClaim(db, { ...claiming, finding })), looked };
}

/** @throws Invalid, also for what the pages of others do */
async function search(
  acting: Proving,
  { reader, paper, author, proof, orcid: typed = "" }: ClaimTry,
): Promise<Search> {
  const sought = { reader, paper, author };
  try {
    if (proof === "address") return await acting.proofs.byAddress(sought);
    const known = await findOrcid(acting.db, reader.id);
    const orcid = known ?? (await proveTyped(acting, { reader, typed }));
    return await acting.proofs.byOrcid({ ...sought, orcid });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new Invalid(`${error.message} Nothing is lost: try again later, or choose another way.`);
  }
}

/** What an editor has once declined stays declined. @throws NotFound */
export async function giveUpClaim(
  db: Database,
  { paper, reader }: { paper: number; reader: number },
): Promise<void> {
  await db.transaction().execute(async (db) => {
    const claim = await findClaim(db, { paper, reader });
    if (!claim || claim.state === "declined") throw new NotFound("You claim no such paper.");
    if (claim.state === "asked" && claim.decidedAt !== null) {
      await db
        .updateTable("claims")
        .set({ state: "declined", proof: null })
        .where("id", "=", claim.id)
        .execute();
    } else {
      await db.deleteFrom("claims").where("id", "=", claim.id).execute();
    }
  });
}

/** One of the paper’s authors. @throws Invalid */
export function parseAuthor({ authors }: Pick<Paper, "authors">, written: string): string {
  if (!authors.includes(written)) throw new Invalid("Say which of the authors you are.");
  return written;
}

/** What whoever claims tells the editors, or they in answer. */
export const longestToEditors = 600;
