// How ranking works: the weights that hold, and every change of them.
import { z } from "zod";
import { getWeights, listChanges } from "../../ranking/ranking-changes.ts";
import { labelOf, weightNames, weightOf } from "../../ranking/weights.ts";
import { oneMore, onePage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { route } from "./route.ts";
import { moment, number } from "../shapes/values.ts";

export const rankingRoutes = [
  route({
    method: "get",
    path: "/ranking",
    operationId: "getRanking",
    tag: "Ranking",
    summary: "The weights by which papers are ordered",
    answer: z
      .object({
        weights: z.array(
          z
            .object({
              name: z.string(),
              label: z.string(),
              value: z.number().meta({ description: "As the owner changed it last." }),
              usual: z.number().meta({ description: "What it is until the owner says otherwise." }),
              least: z.number(),
              most: z.number(),
              unit: z
                .string()
                .meta({ description: "`points` of the score, `days` or `doublings`." }),
              only: z.string().nullable().meta({ description: "The only list that it acts on." }),
            })
            .meta({ id: "Weight" }),
        ),
      })
      .meta({ id: "Ranking" }),
    async handle(_, { db }) {
      const weights = await getWeights(db);
      return {
        weights: weightNames.map((name) => {
          const { otherwise, least, most, unit = "points", only = null } = weightOf(name);
          const value = weights[name];
          return { name, label: labelOf(name), value, usual: otherwise, least, most, unit, only };
        }),
      };
    },
  }),
  route({
    method: "get",
    path: "/ranking/changes",
    operationId: "listRankingChanges",
    tag: "Ranking",
    summary: "Every change of the weights, the newest first",
    query: pageQuery(),
    answer: pageOf(
      "RankingChangePage",
      z
        .object({
          id: number,
          at: moment,
          undoes: number.nullable().meta({ description: "The change that it takes back." }),
          changed: z.array(z.object({ name: z.string(), from: z.number(), to: z.number() })),
        })
        .meta({ id: "RankingChange" }),
    ),
    async handle({ query }, { db }) {
      const page = readPage(query);
      const { some, next } = onePage(await listChanges(db, oneMore(page)), page);
      return { items: some, next };
    },
  }),
];
