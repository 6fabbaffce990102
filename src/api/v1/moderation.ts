// What moderators did, as everybody may read it.
import { z } from "zod";
import { countPresses, listPresses, type LoggedAct } from "../../community/moderation/log.ts";
import { reasons } from "../../community/moderation/reasons.ts";
import { nextPage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { route } from "./route.ts";
import { personShape, tellPerson } from "../shapes/person.ts";
import { howMany, moment, number } from "../shapes/values.ts";

const actShape = z
  .object({
    id: number,
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
    by: personShape.nullable().meta({ description: "Null for a former moderator." }),
    reason: z.enum(reasons).nullable(),
    sentence: z.string().meta({ description: "What the moderator told; may be empty." }),
    until: moment.nullable().meta({ description: "For how long, of a suspension." }),
    undoes: number.nullable().meta({ description: "The act that it takes back." }),
    undoneBy: number.nullable().meta({ description: "The act that took it back." }),
    hidden: howMany.meta({ description: "How many comments it hid along." }),
    about: personShape
      .nullable()
      .meta({ description: "Who is suspended or banned, as long as it lasts." }),
    comment: number.nullable().meta({ description: "The number of the comment." }),
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
  answer: pageOf(
    "ModerationPage",
    z.object({ acts: z.array(actShape) }).meta({ id: "ModerationPress" }),
  ),
  async handle({ query }, { db, clock, config }) {
    const page = readPage(query);
    const presses = await listPresses(db, { moderator: undefined, now: clock(), ...page });
    return {
      items: presses.map((acts) => ({ acts: acts.map((act) => tellAct(act, config.SITE_URL)) })),
      next: nextPage(page, await countPresses(db)),
    };
  },
});

function tellAct(act: LoggedAct, site: URL): z.input<typeof actShape> {
  const { id, kind, at, by, reason = null, sentence, until, undoes, undoneBy } = act;
  const { hidden, about, comment = null } = act;
  return {
    id,
    kind,
    at,
    by: by ? tellPerson(by, site) : null,
    reason,
    sentence,
    until,
    undoes,
    undoneBy,
    hidden,
    about: about ? tellPerson(about, site) : null,
    comment,
  };
}
