// Editors and moderators have the last word on who is an author of a paper.
import { Forbidden, Invalid } from "../../errors.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Paper } from "../../papers/paper.ts";
import type { Database } from "../../store/tables.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import { notifyOfClaim } from "../notifications/notify.ts";
import { may, type Reader } from "../readers.ts";
import { findClaim, getClaim, type Claim } from "./claims.ts";
import { nearestAuthor } from "./near-author.ts";

export type Decision = "accept" | "decline" | "withdraw";

export function mayDecide(reader: Reader | undefined): reader is Reader {
  return may(reader, "pick") || may(reader, "moderate");
}

/** @throws Forbidden */
export function demandEditor(reader: Reader | undefined): asserts reader is Reader {
  if (!mayDecide(reader)) {
    throw new Forbidden("Only editors and moderators of this site may do that.", {
      needs: "role",
    });
  }
}

interface Deciding {
  /** `undefined` for the command line. */
  by: Reader | undefined;
  /** What the reader is told. */
  answer: string;
  now: Date;
}

/** To withdraw is to take a proof back. @throws Forbidden, Invalid, NotFound */
export async function decideClaim(
  db: Database,
  { claim: id, decision, ...deciding }: Deciding & { claim: number; decision: Decision },
): Promise<Claim> {
  return await db.transaction().execute(async (db) => {
    const claim = await getClaim(db, id);
    await demandMayDecide(db, { claimant: claim.reader, ...deciding });
    if (claim.state !== (decision === "withdraw" ? "proved" : "asked")) {
      throw new Invalid("Somebody has decided this in the meantime. Look at it again.");
    }
    if (decision !== "accept" && deciding.answer === "") {
      throw new Invalid("Say why: whoever claimed it is told.");
    }
    await save(db, { claim, change: changes[decision](claim), deciding });
    return claim;
  });
}

type Change = Partial<Pick<Claim, "author" | "state" | "proof">>;

/** What was taken back is told from what was never proved by the proof that stays with it. */
const changes: { [decision in Decision]: (claim: Claim) => Change } = {
  accept: ({ proof }) => ({ state: "proved", proof: proof ?? "editor" }),
  decline: () => ({ state: "declined", proof: null }),
  withdraw: () => ({ state: "declined" }),
};

/**
 * An editor says so, asked or not.
 * @param author - as the paper writes them; else the one whose name is like the reader’s
 * @throws Forbidden, Invalid
 */
export async function giveAuthorship(
  db: Database,
  {
    paper,
    reader,
    author = nearestAuthor(reader.name, paper.authors),
    ...deciding
  }: Deciding & { paper: Paper; reader: Pick<Reader, "id" | "name">; author?: string | undefined },
): Promise<string> {
  if (author === undefined || !paper.authors.includes(author)) {
    throw new Invalid(
      `Say which of the authors ${reader.name} is: ${paper.authors.slice(0, 20).map(texToText).join(", ")}.`,
    );
  }
  return await db.transaction().execute(async (db) => {
    await demandMayDecide(db, { claimant: reader.id, ...deciding });
    const at = deciding.now.toISOString();
    await db
      .insertInto("claims")
      .values({ paper_id: paper.id, reader_id: reader.id, author, state: "asked", at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const claim = (await findClaim(db, { paper: paper.id, reader: reader.id }))!;
    if (claim.state === "proved")
      throw new Invalid(`${reader.name} is known as an author already.`);
    await save(db, { claim, change: { author, state: "proved", proof: "editor" }, deciding });
    return author;
  });
}

/**
 * Nobody has the word who may not write here, nor on themselves but the owner, who may be alone.
 * @throws Forbidden
 */
async function demandMayDecide(
  db: Database,
  { claimant, by, now }: Pick<Deciding, "by" | "now"> & { claimant: number },
): Promise<void> {
  if (by) await demandVoice(db, { reader: by.id, now });
  if (by?.id !== claimant || may(by, "own")) return;
  throw new Forbidden("This is about yourself, so another editor has to decide.");
}

async function save(
  db: Database,
  {
    claim: { id, reader },
    change,
    deciding: { by, answer, now },
  }: {
    claim: Claim;
    change: Change;
    deciding: Deciding;
  },
): Promise<void> {
  await db
    .updateTable("claims")
    .set({ ...change, answer, decided_by: by?.id ?? null, decided_at: now.toISOString() })
    .where("id", "=", id)
    .execute();
  await notifyOfClaim(db, { claim: id, reader, now });
}
