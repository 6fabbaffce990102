// What editors picked; what is planned for days to come is not told.
import { z } from "zod";
import { listPicksOut } from "../../community/picks/picks.ts";
import { oneMore, onePage, pageQuery, readPage } from "../reading/cursor.ts";
import { pageOf } from "../shapes/page.ts";
import { mapPapers, paperShape } from "../shapes/paper.ts";
import { route } from "./route.ts";
import { tellPeople } from "../shapes/person.ts";
import { pickShape, tellPick } from "../shapes/pick.ts";

export const picksRoute = route({
  method: "get",
  path: "/picks",
  operationId: "listPicks",
  tag: "Editions",
  summary: "What editors put on top of editions, the newest day first",
  query: pageQuery({ usual: 20 }),
  answer: pageOf(
    "PickedPaperPage",
    pickShape.and(z.object({ paper: paperShape })).meta({ id: "PickedPaper" }),
  ),
  async handle({ query }, options) {
    const page = readPage(query);
    const { some, next } = onePage(await listPicksOut(options.db, oneMore(page)), page);
    const papers = await mapPapers([...new Set(some.map(({ paper }) => paper))], options);
    const personOf = await tellPeople(
      some.map(({ by }) => by),
      options,
    );
    return {
      items: some.flatMap((pick) => {
        const paper = papers.get(pick.paper);
        return paper ? [{ ...tellPick(pick, personOf), paper }] : [];
      }),
      next,
    };
  },
});
