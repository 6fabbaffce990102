// Claiming to be an author of a paper, and what speaks for it.
import { Invalid, SourceError } from "../../errors.ts";
import { parseOrcid } from "../../papers/orcid.ts";
import type { Paper } from "../../papers/paper.ts";
import { claimPaper, longestToEditors } from "../authorship/claiming.ts";
import { findClaim, type Claim } from "../authorship/claims.ts";
import { findOrcid, proveOrcid } from "../authorship/orcid.ts";
import type { Search, Searched } from "../authorship/proofs.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import type { Reader } from "../readers.ts";
import { parseSentence } from "../sentence.ts";
import type { Acting } from "./acting.ts";

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

export interface ClaimTry extends Who {
  /** As `parseAuthor` gives it. */
  author: string;
  proof: Proof;
  /** An iD as typed; needed where none is proved. */
  orcid?: string | undefined;
  /** For the editors, as typed. */
  sentence?: string | undefined;
}

/** How the claim stands; where nothing was found, nothing was claimed. */
export interface Tried {
  state: Claim["state"] | undefined;
  looked: readonly Searched[];
}

/** After `beginClaim`. @throws Invalid, TooMany */
export async function tryClaim(acting: Acting, claim: ClaimTry): Promise<Tried> {
  const { db, clock } = acting;
  const { reader, paper, author, proof, sentence: written = "" } = claim;
  const claiming = { paper, reader: reader.id, author, now: clock() };
  if (proof === "editor") {
    const sentence = parseSentence(written, { longest: longestToEditors });
    if (sentence === "") throw new Invalid("Write a sentence by which an editor can tell.");
    return { state: await claimPaper(db, { ...claiming, sentence }), looked: [] };
  }
  const { finding, looked } = await search(acting, { ...claim, proof });
  return { state: finding && (await claimPaper(db, { ...claiming, finding })), looked };
}

/** @throws Invalid, also for what the pages of others do */
async function search(
  acting: Acting,
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

/** @throws Invalid, SourceError @returns the iD, which is the reader's from now on */
export async function proveTyped(
  { db, config, secret, clock, proofs }: Acting,
  { reader, typed }: { reader: Reader; typed: string },
): Promise<string> {
  const orcid = parseOrcid(typed);
  await proofs.asking(reader, async (asking) => {
    const signing = { secret, site: config.SITE_URL };
    await proveOrcid(db, { reader, orcid, asking, now: clock(), ...signing });
  });
  return orcid;
}
