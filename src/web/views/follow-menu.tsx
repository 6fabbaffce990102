// What of a paper can be followed: its authors and its categories.
import type { Followable } from "../../community/follows.ts";
import { links } from "../../links.ts";
import { categoryName } from "../../papers/category.ts";
import type { Paper } from "../../papers/paper.ts";
import { texToText } from "../../papers/tex/tex.ts";
import { authorFollow, categoryFollow } from "../../search/followable.ts";
import type { Followability } from "../following.ts";
import { FollowButton } from "./follow-button.tsx";

/** Of a thousand authors these stand for all; anybody can be followed by name. */
const mostAuthors = 30;

export function FollowMenu({ paper, at }: { paper: Paper; at: Followability }) {
  const authors = followableAuthors(paper);
  const categories = paper.categories.map(categoryFollow);
  if (authors.length + categories.length === 0) return null;
  const back = links.paper(paper.identifier);
  const followed = [...authors, ...categories].filter(({ query }) => at.isFollowed(query));
  const row = (what: Followable, name: string) => (
    <li>
      <FollowButton what={what} at={at} back={back}>
        <strong>{name}</strong>
      </FollowButton>
    </li>
  );
  return (
    <details class="follow-menu">
      <summary>
        {followed.length === 0
          ? "Follow its authors or categories"
          : `You follow ${followed.map(({ value }) => value).join(", ")}`}
      </summary>
      <ul>
        {authors.slice(0, mostAuthors).map((what) => row(what, what.value))}
        {categories.map((what) => row(what, named(what.value)))}
      </ul>
      {authors.length > mostAuthors && (
        <p>
          The other authors can be followed by name at <a href={links.following}>Following</a>.
        </p>
      )}
    </details>
  );
}

function followableAuthors({ authors }: Paper): Followable[] {
  const names = authors.map((name) => texToText(name)).filter((name) => /\p{L}/u.test(name));
  return [...new Set(names)].map(authorFollow);
}

function named(category: string): string {
  const name = categoryName(category);
  return name === category ? category : `${name} (${category})`;
}
