// How a claim stands once it was looked for what speaks for it. Whatever was found, an editor has the last
// word: who was declined is not proved by a second try, and where two claim to be one author, an editor tells.
import { Invalid } from "../../errors.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import type { Database } from "../../store/tables.ts";
import { demandVoice } from "../moderation/restrictions.ts";
import { findClaim, type Claim } from "./claims.ts";

/** What speaks for a claim. */
export interface Finding {
  /** Left out where it does not do as a proof, and an editor has to look. */
  proof?: "address" | "orcid";
  /** In words, with no address in them. */
  evidence: string;
}

interface Claiming {
  paper: Pick<Paper, "id" | "authors">;
  reader: number;
  /** As the paper writes them. */
  author: string;
  /** Left out where the reader asks for an editor’s word. */
  finding?: Finding | undefined;
  sentence?: string;
  now: Date;
}

/** @returns how it stands now: proved, or waiting for an editor @throws Forbidden, Invalid */
export async function settleClaim(
  db: Database,
  { paper, reader, author, finding, sentence = "", now }: Claiming,
): Promise<Claim["state"]> {
  return await db.transaction().execute(async (db) => {
    await demandVoice(db, { reader, now });
    const before = await findClaim(db, { paper: paper.id, reader });
    if (before?.state === "proved") {
      throw new Invalid(
        `You are known as ${texToText(before.author)} here already. Give that up first to be another author.`,
      );
    }
    const at = now.toISOString();
    const isDecided = before !== undefined && before.decidedAt !== null;
    const isFree = await isAuthorFree(db, { paper, reader, author });
    const isProved = finding?.proof !== undefined && !isDecided && isFree;
    const claim = {
      author,
      state: isProved ? ("proved" as const) : ("asked" as const),
      proof: finding?.proof ?? null,
      evidence: finding?.evidence ?? "",
      sentence,
      at,
      ...(isProved && { decided_at: at, decided_by: null, answer: "" }),
    };
    await db
      .insertInto("claims")
      .values({ paper_id: paper.id, reader_id: reader, ...claim })
      .onConflict((conflict) => conflict.columns(["paper_id", "reader_id"]).doUpdateSet(claim))
      .execute();
    return claim.state;
  });
}

/** Two authors of one name are two people, so that as many may be proved. */
async function isAuthorFree(
  db: Database,
  { paper, reader, author }: Pick<Claiming, "paper" | "reader" | "author">,
): Promise<boolean> {
  const others = await db
    .selectFrom("claims")
    .select("id")
    .where("paper_id", "=", paper.id)
    .where("author", "=", author)
    .where("state", "=", "proved")
    .where("reader_id", "<>", reader)
    .execute();
  return others.length < paper.authors.filter((each) => each === author).length;
}
