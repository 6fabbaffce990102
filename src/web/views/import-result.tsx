// What became of the entries of a bibliography: how many were saved, and which were not, with what to
// do about each.
import type { Child } from "hono/jsx";
import type { ImportReceipt } from "../../community/library/import.ts";
import { links } from "../../links.ts";
import { bareIdentifier } from "../../papers/identifier.ts";
import type { Mention } from "../../papers/mention.ts";
import { count, figure } from "../../papers/words.ts";

const mostShown = 500;

export function ImportResult({ receipt }: { receipt: ImportReceipt }) {
  const { entries, saved, already, missing, malformed, cut } = receipt;
  const parts = [
    `${figure(saved)} saved`,
    already > 0 && `${figure(already)} ${already === 1 ? "was" : "were"} saved already`,
    missing.length > 0 && `${figure(missing.length)} not found`,
    malformed.length > 0 && `${figure(malformed.length)} could not be read`,
  ].filter(Boolean);
  return (
    <div class="library-import">
      <div class="page-head">
        <h1>
          {count(entries, "entry", "entries")}: {parts.join(", ")}.
        </h1>
        <p>
          <a href={links.library}>To your library</a>, or{" "}
          <a href={links.libraryImport}>import another file</a>.
        </p>
      </div>
      <Part
        title="Not found"
        says="These are not in the catalogue of this site, or several papers might be meant. One that has an identifier or a DOI can be submitted; then import the file again, which saves nothing twice."
        items={missing}
      >
        {({ line, mention }) => (
          <>
            <Line line={line} /> <Missing mention={mention} />
          </>
        )}
      </Part>
      <Part
        title="Could not be read"
        says="Mend these lines in the file and import it again, which saves nothing twice."
        items={malformed}
      >
        {({ line, reason }) => (
          <>
            <Line line={line} /> {reason}
          </>
        )}
      </Part>
      <Part title="Saved in part" items={cut}>
        {({ line, title, says }) => (
          <>
            <Line line={line} /> {title}: {says}
          </>
        )}
      </Part>
    </div>
  );
}

interface PartProps<Item> {
  title: string;
  says?: string;
  items: readonly Item[];
  children: (item: Item) => Child;
}

function Part<Item>({ title, says, items, children }: PartProps<Item>) {
  if (items.length === 0) return null;
  const rest = items.length - mostShown;
  return (
    <section class="import-part">
      <h2>
        {title}, {figure(items.length)}
      </h2>
      {says && <p>{says}</p>}
      <ul>
        {items.slice(0, mostShown).map((item) => (
          <li>{children(item)}</li>
        ))}
      </ul>
      {rest > 0 && <p>And {count(rest, "more line")} like these.</p>}
    </section>
  );
}

function Line({ line }: { line: number }) {
  return <span class="import-line">line {figure(line)}</span>;
}

function Missing({ mention: { identifier, title } }: { mention: Mention }) {
  const name = identifier && bareIdentifier(identifier).replace(/^doi:/, "");
  return (
    <>
      {title ?? name}{" "}
      {name ? (
        <a href={links.submit(name)}>Submit {name}</a>
      ) : (
        title && <a href={links.search(title)}>Search for it</a>
      )}
    </>
  );
}
