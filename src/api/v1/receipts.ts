// The receipt of an edition: what was announced, held against what is here.
import { z } from "zod";
import { getReceipt, listUnshown, type Receipt } from "../../editions/receipt.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { offsetCursor, pageOf, pageQuery, readOffset } from "./cursor.ts";
import { editionKey, periodNamed } from "./edition-names.ts";
import { route } from "./route.ts";
import { day, moment } from "./shapes.ts";

export const receiptShape = z
  .object({
    known: z.boolean().meta({ description: "Whether any source said what was announced." }),
    announced: z.int().meta({ description: "here + merged + hidden + missing." }),
    here: z.int(),
    merged: z.int().meta({ description: "One with another paper." }),
    hidden: z.int(),
    hiddenBy: z.array(z.object({ rule: z.string(), papers: z.int() })),
    missing: z.int(),
    late: z.int().meta({ description: "Came after their day had ended on Eastern clocks." }),
    hereSince: z
      .string()
      .nullable()
      .meta({ description: "When the last one arrived while the day lasted." }),
    replacements: z.int().meta({ description: "Announced beside them, and no news." }),
    featured: z.int().meta({ description: "In the edition, though no source announced them." }),
    imported: z.int(),
    sources: z.array(
      z.object({ source: z.string(), announced: z.int(), lastSuccess: moment.nullable() }),
    ),
  })
  .meta({ id: "Receipt" });

export function tellReceipt(receipt: Receipt): z.input<typeof receiptShape> {
  const { hereSince = null, sources, ...counts } = receipt;
  return {
    ...counts,
    hereSince,
    sources: sources.map(({ lastSuccess = null, ...each }) => ({ ...each, lastSuccess })),
  };
}

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
      const period = await periodNamed(params.key, options);
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
      const period = await periodNamed(params.key, options);
      const offset = readOffset(query.cursor);
      const unshown = await listUnshown(options.db, { period });
      const end = offset + query.limit;
      return {
        items: unshown.slice(offset, end).map(({ day, identifier, rule = null, paper }) => ({
          day,
          id: bareIdentifier(identifier),
          rule,
          title: paper ? texToText(paper.title) : null,
        })),
        next: offsetCursor(end, unshown.length),
      };
    },
  }),
];
