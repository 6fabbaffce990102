// What a client may ask in the query of an address.
import { z } from "zod";
import { mostMinutes } from "../../editions/handful.ts";
import { Invalid } from "../../errors.ts";
import { count } from "../reading/count.ts";

export const listQuery = z.object({
  p: count(0, 1_000_000).default(0),
  limit: count(1, 100).default(50),
  // The pages of the site count so; whoever tries it here would get the first page again and again.
  page: z.undefined("is not known here: pages are counted from 0, as in ?p=1").optional(),
});

/** A list that can be cut to what is read in so many minutes. */
export const minutesQuery = z.object({ minutes: count(1, mostMinutes).optional() });

/** @throws Invalid with a sentence that names the parameter. */
export function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Invalid(`"${issue.path.join(".")}" ${issue.message}.`);
}
