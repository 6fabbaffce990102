// A bibliography as somebody uploads or pastes it: BibTeX, RIS or CSL-JSON, told apart by what it says.
import { Invalid } from "../../errors.ts";
import { isBibtex, parseBibtex } from "./bibtex.ts";
import { isCslJson, parseCslJson } from "./csl-json.ts";
import { decodeText } from "./encoding.ts";
import type { Mentioned } from "./mentioned.ts";
import { isRis, parseRis } from "./ris.ts";

/** @throws Invalid when it is none of the three. */
export async function readBibliography(bytes: Uint8Array): Promise<Mentioned[]> {
  const text = decodeText(bytes);
  const beginning = text.slice(0, 100_000).trimStart();
  if (beginning === "") throw new Invalid("This is empty. Choose a file, or paste its entries.");
  if (isCslJson(beginning.split("\n", 1)[0]!)) return readCsl(text);
  if (isRis(beginning)) return parseRis(text);
  if (isBibtex(text)) return await parseBibtex(text);
  throw new Invalid(
    "This is neither BibTeX nor RIS nor CSL-JSON. Reference managers export each of them.",
  );
}

function readCsl(text: string): Mentioned[] {
  try {
    return parseCslJson(text);
  } catch (cause) {
    if (!(cause instanceof Invalid)) throw cause;
    throw new Invalid(`This ${cause.message}.`, { cause });
  }
}
