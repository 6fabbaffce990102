// The receipt of an edition, and what it says is not shown.
import { z } from "zod";
import { getPeriod } from "../../editions/find-period.ts";
import { getReceipt, listUnshown } from "../../editions/receipt.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { editionKey } from "../reading/period.ts";
import { receiptShape, tellReceipt } from "../shapes/receipt.ts";
import { route } from "./route.ts";
import { day } from "../shapes/values.ts";

export const receiptRoutes = [
  route({
    method: "get",
    path: "/editions/{key}/receipt",
    operationId: "getEditionReceipt",
    tag: "Editions",
    summary: "The receipt of an edition",
    params: { key: editionKey },
    answer: receiptShape,
    async handle({ params }, options) {
      const period = await getPeriod(options, params);
      return tellReceipt(await getReceipt(options.db, { period }));
    },
  }),
  route({
    method: "get",
    path: "/editions/{key}/unshown",
    operationId: "listUnshownPapers",
    tag: "Editions",
    summary: "What was announced and does not stand in the edition",
    description: "Five hundred at most, by day: what is missing, then what a rule hides.",
    params: { key: editionKey },
    query: pageQuery(),
    answer: pageOf(
      "UnshownPage",
      z.object({
        day,
        id: z.string().meta({ description: "The paper’s, as it stands in addresses." }),
        rule: z
          .string()
          .nullable()
          .meta({ description: "What hides it; null while it is missing." }),
        title: z.string().nullable().meta({ description: "Null while it is missing." }),
      }),
    ),
    async handle({ params, query }, options) {
      const period = await getPeriod(options, params);
      const page = readPage(query);
      const unshown = await listUnshown(options.db, { period });
      return {
        items: unshown
          .slice(page.offset, page.offset + page.limit)
          .map(({ day, identifier, rule = null, paper }) => ({
            day,
            id: bareIdentifier(identifier),
            rule,
            title: paper ? texToText(paper.title) : null,
          })),
        next: nextPage(page, unshown.length),
      };
    },
  }),
];
