// The receipt of an edition: what was announced, held against what is here.
import { z } from "zod";
import type { Receipt } from "../../editions/receipt.ts";
import { moment } from "./values.ts";

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
