// What moderators did, as everybody may read it.
import { z } from "zod";
import { countPresses, listPresses, type LoggedAct } from "../../community/moderation/log.ts";
import { reasons } from "../../community/moderation/reasons.ts";
import { offsetCursor, pageOf, pageQuery, readOffset } from "../reading/cursor.ts";
import { route } from "./route.ts";
import { moment } from "../shapes/values.ts";

const actShape = z
  .object({
    id: z.int(),
    kind: z.enum([
      "hide",
      "show",
      "approve",
      "dismiss",
      "warn",
      "suspend",
      "ban",
      "lift",
      "hold-word",
      "free-word",
    ]),
    at: moment,
    by: z.string().nullable().meta({ description: "Null for a former moderator." }),
    reason: z.enum(reasons).nullable(),
    sentence: z.string().meta({ description: "What the moderator told; may be empty." }),
    until: moment.nullable().meta({ description: "For how long, of a suspension." }),
    undoes: z.int().nullable().meta({ description: "The act that it takes back." }),
    undoneBy: z.int().nullable().meta({ description: "The act that took it back." }),
    hidden: z.int().meta({ description: "How many comments it hid along." }),
    about: z
      .object({ name: z.string(), handle: z.string() })
      .nullable()
      .meta({ description: "Who is suspended or banned, as long as it lasts." }),
    comment: z.int().nullable(),
  })
  .meta({ id: "ModerationAct" });

export const moderationRoute = route({
  method: "get",
  path: "/moderation/log",
  operationId: "listModerationActs",
  tag: "Moderation",
  summary: "What moderators did, the newest first",
  description: "What was done at once stands together; a page has so many of these.",
  query: pageQuery(),
  answer: pageOf(z.object({ acts: z.array(actShape) })),
  async handle({ query: { cursor, limit } }, { db, clock }) {
    const offset = readOffset(cursor);
    const presses = await listPresses(db, { moderator: undefined, now: clock(), limit, offset });
    return {
      items: presses.map((acts) => ({ acts: acts.map(tellAct) })),
      next: offsetCursor(offset + limit, await countPresses(db)),
    };
  },
});

function tellAct(act: LoggedAct): z.input<typeof actShape> {
  const { id, kind, at, by = null, reason = null, sentence, until, undoes, undoneBy } = act;
  const { hidden, about, comment = null } = act;
  return {
    id,
    kind,
    at,
    by,
    reason,
    sentence,
    until,
    undoes,
    undoneBy,
    hidden,
    about: about ? { name: about.name, handle: about.handle } : null,
    comment,
  };
}
