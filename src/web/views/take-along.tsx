// Beside the library: how it comes from elsewhere and goes elsewhere, and what else is one's own.
import { bibliographyFormats } from "../../papers/citations/bibliography.ts";
import { links } from "../../links.ts";

export function TakeAlong({ tag }: { tag: string | undefined }) {
  return (
    <aside class="rail" aria-label="About your library">
      <section>
        <h2>Take along</h2>
        <p>
          {tag === undefined ? "All of it" : `All under “${tag}”`}, with tags as keywords and with
          notes:{" "}
          {Object.entries(bibliographyFormats).map(([format, { name }], index) => (
            <>
              {index > 0 && ", "}
              <a href={links.libraryExport(format, tag)} download>
                {name}
              </a>
            </>
          ))}
          .
        </p>
        <p>
          <a href={links.libraryImport}>Import a bibliography</a> from Zotero, JabRef, Mendeley or
          any other program.
        </p>
      </section>
      <section>
        <h2>Find again</h2>
        <p>
          In every search <a href={links.search("is:saved")}>is:saved</a>,{" "}
          <a href={links.search("is:unread")}>is:unread</a> and <code>tag:to-read</code> find what
          is yours, also with other words beside them.{" "}
          <a href={links.searchHelp}>What else a search can say</a>
        </p>
      </section>
      <section>
        <h2>Hidden</h2>
        <p>
          Words, authors and categories that you never want to see are{" "}
          <a href={links.hidden()}>a list of their own</a>.
        </p>
      </section>
    </aside>
  );
}
