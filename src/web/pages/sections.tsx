// The sections: the saved queries of the configuration file, then every category of the catalogue.
import type { Context } from "hono";
import { countCategories } from "../../catalogue/appearances.ts";
import { findNewestEdition } from "../../editions/edition.ts";
import { openSections, sectionOptions } from "../../editions/sections.ts";
import { links } from "../../links.ts";
import { sectionSnippet, type SavedSection } from "../../search/sections.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { Bar } from "../views/bar.tsx";
import { archiveName, categoryName } from "../../papers/category.ts";
import { followSection } from "../views/follow.ts";
import { FormatLinks } from "../views/formats.tsx";
import { SectionQuery } from "../views/section-line.tsx";
import { Sentence } from "../views/sentence.tsx";
import { count, figure } from "../../papers/words.ts";

export async function showSections(c: Context, web: Web): Promise<Response> {
  const categories = await countCategories(web.db);
  const dated = (await findNewestEdition(web.db)) !== undefined;
  const most = categories[0]?.papers ?? 0;
  const saved = await listSaved(web);
  const head = {
    title: "Sections",
    description: `The papers here by subject: ${count(saved.length + categories.length, "section")}.`,
    canonical: links.sections,
    nav: "sections",
  } as const;
  if (categories.length + saved.length === 0) {
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
          A section is a part of every edition, told by a search or by a category.{" "}
          {dated
            ? "It opens with its newest edition."
            : "No paper bears a listing date, so there are no editions yet."}
        </p>
      </div>
      <SavedSections saved={saved} configFile={web.config.CONFIG_FILE} />
      {categories.length > 0 && (
        <p class="list-head">
          {count(categories.length, "category", "categories")}, each with the papers that name it,
          cross-lists included.
        </p>
      )}
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

interface CountedSection extends SavedSection {
  /** Left out while the index does not answer. */
  papers: number | undefined;
}

async function listSaved(web: Web): Promise<CountedSection[]> {
  const sections = await openSections(web.db, sectionOptions(web));
  return await Promise.all(
    sections.map(async ({ papers, ...section }) => ({
      ...section,
      papers: await papers.newest({ limit: 0 }).then(({ total }) => total, untold),
    })),
  );
  function untold(error: unknown) {
    web.log("The papers of a section could not be counted", { error });
    return undefined;
  }
}

function SavedSections({ saved, configFile }: { saved: CountedSection[]; configFile: string }) {
  if (saved.length === 0) return <HowToSave configFile={configFile} />;
  return (
    <ul class="saved-sections">
      {saved.map(({ name, address, query, papers }) => (
        <li>
          <h2>
            <a href={links.section(address)}>{name}</a>
          </h2>
          <p class="saved-figure">{papers !== undefined && count(papers, "paper")}</p>
          <p class="saved-query">
            <SectionQuery query={query} />
          </p>
          <p class="formats">
            <FormatLinks
              formats={{
                mail: followSection(address),
                feed: links.feedsOf({ section: address }),
                json: links.apiSection(address),
              }}
            />
          </p>
        </li>
      ))}
    </ul>
  );
}

function HowToSave({ configFile }: { configFile: string }) {
  const example = { name: "Robot learning", query: "cat:cs.RO (learning OR policy) -survey" };
  return (
    <details class="how-to-save">
      <summary>Save a search as a section</summary>
      <p>
        Any <a href={links.search()}>search</a> can be a section of its own, with a page, a feed and
        a part of every edition. Its owner writes it into <code>{configFile}</code>, beside{" "}
        <code>.env</code>, and starts the server again:
      </p>
      <pre tabindex={0}>{sectionSnippet(example)}</pre>
    </details>
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

type Category = Awaited<ReturnType<typeof countCategories>>[number];

/** By archive, `cs` for `cs.CV`; the archive with the largest category first. */
function groupsOf(categories: Category[]): [archive: string, members: Category[]][] {
  return [...Map.groupBy(categories, ({ category }) => category.split(".")[0] ?? category)];
}
