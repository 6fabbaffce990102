// A page of a list.
import { z } from "zod";

/** @param name of the shape @param more what is told beside the items */
export function pageOf<Item extends z.ZodType, More extends z.ZodRawShape = {}>(
  name: string,
  item: Item,
  more: More = {} as More,
) {
  return z
    .object({
      items: z.array(item),
      next: z
        .string()
        .nullable()
        .meta({ description: "The cursor of the next page; null where this is the last." }),
      ...more,
    })
    .meta({ id: name });
}
