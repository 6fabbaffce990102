// Where a paper stood and why, and which editors put it on top.
import { z } from "zod";
import { listPicksOf } from "../../community/picks/picks.ts";
import { listStandings, mostStandings } from "../../editions/standings.ts";
import { getNamedPaper, paperId } from "../reading/paper.ts";
import { tellPeople } from "../shapes/person.ts";
import { pickShape, tellPick } from "../shapes/pick.ts";
import { standingShape, tellStandings } from "../shapes/standing.ts";
import { route } from "./route.ts";

export const paperStandingRoutes = [
  route({
    method: "get",
    path: "/papers/{id}/standings",
    operationId: "listPaperStandings",
    tag: "Papers",
    summary: "Where a paper stands in its editions, and why",
    description: `Its last ${mostStandings} editions, the oldest first.`,
    params: { id: paperId },
    answer: z.object({ items: z.array(standingShape) }).meta({ id: "StandingList" }),
    async handle({ params }, options) {
      const paper = await getNamedPaper(options, params.id);
      const standings = await listStandings(options.db, { paper, judge: options.judge });
      return { items: await tellStandings(standings, options) };
    },
  }),
  route({
    method: "get",
    path: "/papers/{id}/picks",
    operationId: "listPaperPicks",
    tag: "Papers",
    summary: "Which editors put a paper on top, and why",
    params: { id: paperId },
    answer: z.object({ items: z.array(pickShape) }).meta({ id: "PickList" }),
    async handle({ params }, options) {
      const paper = await getNamedPaper(options, params.id);
      const picks = (await listPicksOf(options.db, paper.id)).filter(({ isOut }) => isOut);
      const personOf = await tellPeople(
        picks.map(({ by }) => by),
        options,
      );
      return { items: picks.map((pick) => tellPick(pick, personOf)) };
    },
  }),
];
