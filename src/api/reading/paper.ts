// The paper that a request names.
import { z } from "zod";
import { getPaper } from "../../catalogue/papers.ts";
import { NotFound } from "../../errors.ts";
import { parseIdentifier } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import type { ApiOptions } from "../options.ts";

/** The identifier in a path. */
export const paperId = z.string().meta({
  description: "The bare arXiv identifier, or any other with its scheme, such as `doi:10.1101/…`.",
});

/** @throws NotFound */
export async function getNamedPaper({ db }: Pick<ApiOptions, "db">, id: string): Promise<Paper> {
  const named = parseIdentifier(id);
  if (!named) throw new NotFound(`"${id.slice(0, 100)}" is not an identifier of a paper.`);
  return await getPaper(db, named.identifier);
}
