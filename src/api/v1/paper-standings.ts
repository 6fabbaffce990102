// Where a paper stood and why, and which editors put it on top.
import { z } from "zod";
import { listPicksOf } from "../../community/picks/picks.ts";
import { findPlace } from "../../editions/standings.ts";
import type { Paper } from "../../papers/paper.ts";
import type { ApiOptions } from "../options.ts";
import { getNamedPaper, paperId } from "./papers.ts";
import { route } from "./route.ts";
import { day, pickShape, scored, tellPick, tellScore } from "./shapes.ts";

/** As on the page of the paper: to rank a day takes a while. */
const mostStandings = 4;

export const standingShape = z.object({
  day,
  kind: z.enum(["announced", "featured"]),
  source: z.string().nullable(),
  standing: z
    .object({
      place: z.int().meta({ description: "From 1." }),
      total: z.int().meta({ description: "How many papers that edition has." }),
      ...scored,
    })
    .nullable()
    .meta({ description: "Null where it came too late for an edition that was closed." }),
});

/** Of its last editions, the oldest first. */
export async function tellStandings(
  paper: Paper,
  { db, judge }: Pick<ApiOptions, "db" | "judge">,
): Promise<z.input<typeof standingShape>[]> {
  const items = [];
  for (const { day, kind, source = null } of paper.appearances.slice(-mostStandings)) {
    const found = await findPlace(db, { paper: paper.id, day, judge });
    const standing = found ? { place: found.place, total: found.total, ...tellScore(found) } : null;
    items.push({ day, kind, source, standing });
  }
  return items;
}

export const paperStandingRoutes = [
  route({
    method: "get",
    path: "/papers/{id}/standings",
    operationId: "listPaperStandings",
    tag: "Papers",
    summary: "Where a paper stands in its editions, and why",
    description: `Its last ${mostStandings} editions, the oldest first.`,
    params: { id: paperId },
    answer: z.object({
      items: z.array(standingShape),
    }),
    async handle({ params }, options) {
      const paper = await getNamedPaper(options, params.id);
      return { items: await tellStandings(paper, options) };
    },
  }),
  route({
    method: "get",
    path: "/papers/{id}/picks",
    operationId: "listPaperPicks",
    tag: "Papers",
    summary: "Which editors put a paper on top, and why",
    params: { id: paperId },
    answer: z.object({ items: z.array(pickShape) }),
    async handle({ params }, options) {
      const paper = await getNamedPaper(options, params.id);
      const picks = await listPicksOf(options.db, paper.id);
      return { items: picks.filter(({ isOut }) => isOut).map(tellPick) };
    },
  }),
];
