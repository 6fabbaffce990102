// An edition in other forms than its page: which there are, and which of them is asked for.
import type { Context } from "hono";
import { editionBibliographies } from "../bibliographies/bibliographies.ts";
import type { Web } from "../context.ts";
import { sendEditionAs } from "../documents/own-documents.ts";
import { chooseForm, type Format } from "../formats.ts";
import type { AskedEdition } from "../requests.ts";

type EditionForm = (c: Context, web: Web, asked: AskedEdition) => Response | Promise<Response>;

const forms: Partial<Record<Format, EditionForm>> = {
  ...editionBibliographies,
  md: sendEditionAs("md"),
  txt: sendEditionAs("txt"),
};

/**
 * The form of an edition that is asked for, by its ending or by what is accepted; `undefined` for the page.
 * @throws NotFound where an edition has no form with this ending.
 */
export function chooseEditionForm(c: Context, ending: Format | undefined): EditionForm | undefined {
  return chooseForm(c, forms, ending);
}
