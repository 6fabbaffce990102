// Everything that a search can say, each example a link that runs.
import type { Context } from "hono";
import { links } from "../../links.ts";
import { examples } from "../../search/language/examples.ts";
import type { Web } from "../context.ts";
import { renderPage } from "../render.tsx";
import { ExampleList } from "../views/example-list.tsx";
import { SearchForm } from "../views/search-form.tsx";

const fields: [written: string, looks: string][] = [
  ["ti:", "in titles"],
  ["abs:", "in abstracts"],
  ["au:", "in the names of authors"],
  ["cat:", "for a category; cat:cs means all of computer science"],
  ["co:", "in the authors’ comments"],
  ["jr:", "in the journal’s name"],
  ["id: and doi:", "for one paper"],
  ["source:", "where it comes from: arxiv, doi, openreview, title"],
  ["on:", "announced within a day, week, month or year"],
  ["after:", "from the first day of it on"],
  ["before:", "up to the day before it"],
  ["has:", "code, project or votes"],
  ["is:", "new, replacement or withdrawn; of your own: saved, unread or read"],
  ["tag:", "what you saved under a tag of yours"],
  ["votes:", "so many votes: 5, >10, >=10, <3, 2..5"],
  ["similar:", "papers that are about the same as this one; several may be named"],
  ["sort:", "relevance, words, meaning, date (or newest), or votes"],
];

export async function showSearchHelp(c: Context, web: Web): Promise<Response> {
  return await renderPage(
    c,
    web,
    {
      title: "What a search can say",
      description: "The words of the search language, with examples that run.",
      canonical: links.searchHelp,
      nav: "search",
    },
    <>
      <SearchForm />
      <article class="essay search-help">
        <h1>What a search can say</h1>
        <p>
          Type words, and papers that hold all of them come, best first: in the title, the abstract,
          the authors’ names or the identifier, whatever their endings, accents or capitals. Papers
          that say the same in other words are among them, and each says why it is there. That is
          all most searches need. The rest of this page is for when it is not. The same language
          works in the search box, in <a href={links.sections}>sections</a>, in feeds and in the
          API, and whatever you type means something: what was understood stands under the field.
        </p>
        {examples.map((group) => (
          <section>
            <h2>{group.title}</h2>
            <ExampleList examples={group.examples} />
          </section>
        ))}
        <section>
          <h2>All fields</h2>
          <table class="fields">
            <thead>
              <tr>
                <th scope="col">Written</th>
                <th scope="col">Looks</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(([written, looks]) => (
                <tr>
                  <td>
                    <code>{written}</code>
                  </td>
                  <td>{looks}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </article>
    </>,
  );
}
