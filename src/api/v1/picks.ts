// What editors picked; what is planned for days to come is not told.
import { listPapers } from "../../catalogue/papers.ts";
import { listPicks } from "../../community/picks/picks.ts";
import { offsetCursor, pageOf, pageQuery, readOffset } from "../reading/cursor.ts";
import { paperShape, tellPapers } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { pickShape, tellPick } from "../shapes/pick.ts";

export const picksRoute = route({
  method: "get",
  path: "/picks",
  operationId: "listPicks",
  tag: "Editions",
  summary: "What editors put on top of editions, the newest day first",
  query: pageQuery({ usual: 20 }),
  answer: pageOf(pickShape.extend({ paper: paperShape })),
  async handle({ query: { cursor, limit } }, options) {
    const offset = readOffset(cursor);
    const all = await listPicks(options.db, { first: "0000-01-01", last: "9999-12-31" });
    const out = all
      .filter(({ isOut }) => isOut)
      .toSorted((a, b) => (a.day === b.day ? a.place - b.place : a.day < b.day ? 1 : -1));
    const some = out.slice(offset, offset + limit);
    const papers = await listPapers(options.db, [...new Set(some.map(({ paper }) => paper))]);
    const told = await tellPapers(papers, options);
    const byId = new Map(papers.map(({ id }, index) => [id, told[index]!]));
    return {
      items: some.flatMap((pick) => {
        const paper = byId.get(pick.paper);
        return paper ? [{ ...tellPick(pick), paper }] : [];
      }),
      next: offsetCursor(offset + limit, out.length),
    };
  },
});
