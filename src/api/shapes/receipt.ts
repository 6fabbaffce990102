// The receipt of an edition: what was announced, held against what is here.
import { z } from "zod";
import type { Receipt } from "../../editions/receipt.ts";
import { howMany, moment } from "./values.ts";

export const receiptShape = z
  .object({
    known: z.boolean().meta({ description: "Whether any source said what was announced." }),
    announced: howMany.meta({ description: "here + merged + hidden + missing." }),
    here: howMany,
    merged: howMany.meta({ description: "One with another paper." }),
    hidden: howMany,
    hiddenBy: z.array(z.object({ rule: z.string(), papers: howMany })),
    missing: howMany,
    late: howMany.meta({ description: "Came after their day had ended on Eastern clocks." }),
    hereSince: moment
      .nullable()
      .meta({ description: "When the last one arrived while the day lasted." }),
    replacements: howMany.meta({ description: "Announced beside them, and no news." }),
    featured: howMany.meta({ description: "In the edition, though no source announced them." }),
    imported: howMany,
    sources: z.array(
      z.object({ source: z.string(), announced: howMany, lastSuccess: moment.nullable() }),
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
