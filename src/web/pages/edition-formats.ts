// An edition in other formats than its page: which there are, and which of them is asked for.
import type { Context } from "hono";
import { editionBibliographies } from "../doors/bibliographies/bibliographies.ts";
import type { Web } from "../context.ts";
import { sendEditionAs } from "../doors/documents/own-documents.ts";
import { chooseFormat, type Format } from "../doors/formats.ts";
import type { AskedEdition } from "../requests.ts";

type SendEdition = (c: Context, web: Web, asked: AskedEdition) => Response | Promise<Response>;

const senders: Partial<Record<Format, SendEdition>> = {
  ...editionBibliographies,
  md: sendEditionAs("md"),
  txt: sendEditionAs("txt"),
};

/**
 * Who sends an edition in the format that is asked for, by its ending or by what is accepted; `undefined` for the page.
 * @throws NotFound where an edition has no format with this ending.
 */
export function chooseEditionFormat(
  c: Context,
  ending: Format | undefined,
): SendEdition | undefined {
  return chooseFormat(c, senders, ending);
}
