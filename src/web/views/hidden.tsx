// What a reader hides, entry by entry; the form for another; what of a paper there is to hide.
import type { Mute, MuteKind } from "../../community/mutes.ts";
import { links } from "../../links.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { queryOfMute } from "../../search/muting.ts";
import { categoryName } from "../../papers/category.ts";
import { saysCommon } from "../common-words.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { Tex } from "./tex.tsx";

const kinds: [kind: MuteKind, name: string][] = [
  ["word", "Word"],
  ["author", "Author"],
  ["category", "Category"],
];

interface MuteListProps {
  mutes: readonly Mute[];
  /** How many papers hold a word that is common. */
  commonOf: (mute: Mute) => number | undefined;
}

export function MuteList({ mutes, commonOf }: MuteListProps) {
  if (mutes.length === 0) {
    return (
      <p class="note">
        Nothing is hidden yet. Write below what you are tired of, or follow{" "}
        <em>Hide papers like this</em> behind a paper’s score.
      </p>
    );
  }
  return (
    <ul class="mutes">
      {mutes.map((mute) => (
        <li>
          <span class="mute-kind">{nameOf(mute.kind)}</span>
          <strong>{mute.value}</strong>
          <Common papers={commonOf(mute)} />
          <a href={`${links.search(queryOfMute(mute))}&hidden=shown`}>What it hides</a>
          <Form action={links.hiddenRemove}>
            <input type="hidden" name="kind" value={mute.kind} />
            <input type="hidden" name="value" value={mute.value} />
            <button class="link" type="submit">
              Show again<span class="hidden"> {mute.value}</span>
            </button>
          </Form>
        </li>
      ))}
    </ul>
  );
}

/** So that nobody empties the pages by a word without being told. */
function Common({ papers }: { papers: number | undefined }) {
  return papers === undefined ? null : <span class="mute-kind">{saysCommon(papers)}</span>;
}

function nameOf(kind: MuteKind): string {
  return kinds.find(([each]) => each === kind)![1];
}

interface HideFormProps {
  fault: { says: string; kind: string | undefined; value: string | undefined } | undefined;
}

export function HideForm({ fault }: HideFormProps) {
  return (
    <Form class="fields hide-form" action={links.hidden()}>
      <fieldset>
        <legend>Never show</legend>
        {kinds.map(([kind, name]) => (
          <label>
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={kind === (fault?.kind ?? "word")}
            />{" "}
            {name}
          </label>
        ))}
      </fieldset>
      <Field
        name="value"
        label="Which"
        value={fault?.value ?? ""}
        autocomplete="off"
        hint="A word with all its endings, in title or abstract; several words side by side. A name, in whatever order. A category such as cs.CV, or cs for all of computer science, cross-lists included."
        error={fault?.says}
      />
      <button class="button" type="submit">
        Hide
      </button>
    </Form>
  );
}

const mostAuthors = 12;

/** A button for each author and category that is not hidden yet. */
export function HideLike({ paper, mutes }: { paper: Paper; mutes: readonly Mute[] }) {
  const isHidden = (kind: MuteKind, value: string) =>
    mutes.some((each) => each.kind === kind && each.value.toLowerCase() === value.toLowerCase());
  const offers: Mute[] = [
    ...paper.categories.map((value) => ({ kind: "category" as const, value })),
    ...paper.authors
      .slice(0, mostAuthors)
      .map((name) => ({ kind: "author" as const, value: texToText(name) })),
  ].filter(({ kind, value }) => !isHidden(kind, value));
  return (
    <section class="hide-like">
      <h2>
        Hide papers like{" "}
        <a href={links.paper(paper.identifier)}>
          <Tex source={paper.title} />
        </a>
      </h2>
      {offers.length === 0 ? (
        <p>Its categories and authors are hidden already.</p>
      ) : (
        <ul>
          {offers.map(({ kind, value }) => (
            <li>
              <Form action={links.hidden()}>
                <input type="hidden" name="kind" value={kind} />
                <input type="hidden" name="value" value={value} />
                <input type="hidden" name="back" value={links.hidden(paper.identifier)} />
                <button class="button" type="submit">
                  {kind === "author" ? value : `${categoryName(value)}, ${value}`}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
