// A paper and an edition as text.
import type { Context } from "hono";
import { editionDocument } from "../../../editions/documents/edition-document.ts";
import { paperDocument } from "../../../editions/documents/paper-document.ts";
import { getEdition } from "../../../editions/edition.ts";
import { links } from "../../../links.ts";
import type { Paper } from "../../../papers/paper.ts";
import type { Web } from "../../context.ts";
import { inFormat } from "../formats.ts";
import {
  demandPage,
  perPage,
  readMinutes,
  readPageNumber,
  type AskedEdition,
} from "../../requests.ts";
import { sendDocument, type DocumentFormat } from "./send-document.ts";

export function sendPaperAs(format: DocumentFormat) {
  return async (c: Context, web: Web, paper: Paper): Promise<Response> =>
    sendDocument(c, web, {
      format,
      document: await paperDocument(web, paper),
      page: links.paper(paper.identifier),
      robots: paper.sample ? "noindex" : undefined,
    });
}

export function sendEditionAs(format: DocumentFormat) {
  return async (c: Context, web: Web, asked: AskedEdition): Promise<Response> => {
    const { period, section } = asked;
    const { db, judge } = web;
    const page = readPageNumber(c);
    const minutes = readMinutes(c);
    const edition = await getEdition(db, { period, section, page, perPage, minutes, judge });
    demandPage(page, edition.pages, "edition");
    const formOf = (path: string) => inFormat(path, format);
    return sendDocument(c, web, {
      format,
      document: await editionDocument(web, edition, { formOf }),
      page: links.edition(period, { section: section?.address, page, minutes }),
      robots: edition.sample || edition.total === 0 ? "noindex" : undefined,
    });
  };
}
