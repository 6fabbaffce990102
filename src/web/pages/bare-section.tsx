// A section of which no paper stands in an edition.
import type { Context } from "hono";
import type { Section } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { feedOf, SectionQuery } from "../views/section-line.tsx";
import { Sentence } from "../views/sentence.tsx";
import { count } from "../../papers/words.ts";

export async function showBareSection(c: Context, web: Web, section: Section): Promise<Response> {
  const { name, address, query, papers } = section;
  const { total } = await papers.newest({ limit: 0 });
  return await renderPage(
    c,
    web,
    {
      title: name,
      canonical: links.section(address),
      feeds: [feedOf(section)],
      robots: "noindex",
      nav: "sections",
    },
    <Sentence
      says={
        total === 0
          ? `No paper here is in ${name} yet.`
          : `${count(total, "paper")} in ${name}, none of them in an edition.`
      }
    >
      <p>
        {total === 0
          ? "This section shows, day by day, the papers that match"
          : "An edition is a date, and none of these papers bears one on which it was announced. All of them are found by"}{" "}
        <SectionQuery query={query} />. You can go to <a href={links.home}>today’s edition</a> or
        see the other <a href={links.sections}>sections</a>.
      </p>
    </Sentence>,
  );
}
