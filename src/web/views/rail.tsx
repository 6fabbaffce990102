// Beside an edition: what it holds, what else there is to say of it, how it is ordered, which keys
// there are.
import type { PropsWithChildren } from "hono/jsx";
import type { Edition, Part } from "../../editions/edition.ts";
import { links } from "../../links.ts";
import { Bar } from "./bar.tsx";
import { categoryName } from "../../papers/category.ts";
import { figure } from "../../papers/words.ts";

const shown = 8;

interface RailProps {
  edition: Edition;
  /** What the saved sections have of it. */
  parts: readonly Part[];
}

export function Rail({ edition, parts, children }: PropsWithChildren<RailProps>) {
  return (
    <aside class="rail" aria-label="About this edition">
      <InThisEdition edition={edition} parts={parts} />
      {children}
      <section>
        <h2>In this order</h2>
        <p>
          What an editor picked stands first. Then readers’ votes weigh most, then what other sites
          count, then what an editor’s model expects of title, abstract and authors. Every paper
          says why it stands where it does. <a href={links.ranking}>How ranking works</a>
        </p>
      </section>
      <Keys />
    </aside>
  );
}

function InThisEdition({ edition, parts }: Pick<RailProps, "edition" | "parts">) {
  const { sections, period, section } = edition;
  const named = sections.filter((each) => each.category !== "other");
  if (named.length + parts.length === 0) return null;
  const most = Math.max(1, ...[...named, ...parts].map((each) => each.papers));
  const elsewhere = sections
    .filter((each) => !named.slice(0, shown).includes(each))
    .reduce((sum, each) => sum + each.papers, 0);
  return (
    <section>
      <h2>In {period.kind === "since" ? "these editions" : "this edition"}</h2>
      {parts.length > 0 && (
        <ul class="bars">
          {parts.map(({ section: { address, name }, papers }) => (
            <Bar
              name={<a href={links.edition(period, { section: address })}>{name}</a>}
              figure={figure(papers)}
              share={papers / most}
            />
          ))}
        </ul>
      )}
      {named.length > 0 && (
        <ul class="bars">
          {named.slice(0, shown).map(({ category, papers }) => (
            <Bar
              name={
                <a
                  href={links.edition(period, { section: category })}
                  aria-current={category === section?.category ? "true" : undefined}
                >
                  {categoryName(category)}
                </a>
              }
              figure={figure(papers)}
              share={papers / most}
            />
          ))}
          {elsewhere > 0 && (
            <Bar
              name={<a href={links.sections}>Elsewhere</a>}
              figure={figure(elsewhere)}
              share={elsewhere / most}
            />
          )}
        </ul>
      )}
    </section>
  );
}

const keys: [key: string, does: string][] = [
  ["j", "next"],
  ["k", "previous"],
  ["o", "open"],
  ["u", "upvote"],
  ["s", "save"],
  ["/", "search"],
  ["?", "all keys"],
];

export function Keys() {
  return (
    <section class="keys" data-keys-help>
      <h2>Keys</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
