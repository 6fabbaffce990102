// The sections: every category of the catalogue with its papers.
import type { Context } from "hono";
import { listCategories } from "../../catalogue/appearances.ts";
import { findNewestEdition } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { Bar } from "../views/bar.tsx";
import { archiveName, categoryName } from "../../papers/category.ts";
import { Sentence } from "../views/sentence.tsx";
import { count, figure } from "../views/words.ts";

export async function showSections(c: Context, web: Web): Promise<Response> {
  const categories = await listCategories(web.db);
  const dated = (await findNewestEdition(web.db)) !== undefined;
  const most = categories[0]?.papers ?? 0;
  const head = {
    title: "Sections",
    description: `The papers here by category: ${count(categories.length, "section")}.`,
    canonical: links.sections,
    nav: "sections",
  } as const;
  if (categories.length === 0) {
    return await renderPage(
      c,
      web,
      head,
      <Sentence says="No paper here names a category yet.">
        <p>
          Sections come with papers that say what they are about. Meanwhile there is{" "}
          <a href={links.home}>today’s edition</a>.
        </p>
      </Sentence>,
    );
  }
  return await renderPage(
    c,
    web,
    head,
    <>
      <div class="page-head">
        <h1>Sections</h1>
        <p>
          {count(categories.length, "category", "categories")}, each with the papers that name it,
          cross-lists included.{" "}
          {dated
            ? "A section opens its newest edition."
            : "None bears a listing date, so they have no editions yet."}
        </p>
      </div>
      {groupsOf(categories).map(([archive, members]) => (
        <section class="archive">
          <h2>{archiveName(archive)}</h2>
          <ul class="bars bars-wide">
            {members.map(({ category, papers }) => (
              <Bar
                name={
                  dated ? <a href={links.section(category)}>{named(category)}</a> : named(category)
                }
                figure={figure(papers)}
                share={papers / most}
              />
            ))}
          </ul>
        </section>
      ))}
    </>,
  );
}

function named(category: string) {
  const name = categoryName(category);
  return (
    <>
      {name} {name !== category && <span class="categories">{category}</span>}
    </>
  );
}

type Category = Awaited<ReturnType<typeof listCategories>>[number];

/** By archive, `cs` for `cs.CV`; the archive with the largest category first. */
function groupsOf(categories: Category[]): [archive: string, members: Category[]][] {
  return [...Map.groupBy(categories, ({ category }) => category.split(".")[0] ?? category)];
}
