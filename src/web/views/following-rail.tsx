// What a reader follows, by kind, each with what it found of late and a button that ends it; and how
// else it can be had.
import type { Follow, FollowKind } from "../../community/follows.ts";
import { links } from "../../links.ts";
import { saysCommon } from "../common-words.ts";
import { FeedLinks } from "./feed-links.tsx";
import { Form } from "./form.tsx";
import { figure } from "../../papers/words.ts";

export const countedDays = 7;

/** Beyond these, the rest of a kind is behind a summary. */
const fewOfAKind = 12;

const kinds: readonly [kind: FollowKind, name: string][] = [
  ["author", "Authors"],
  ["word", "Words"],
  ["category", "Categories"],
  ["query", "Searches"],
];

export interface Counted {
  follow: Follow;
  /** Of the last days. */
  papers: number;
  /** Of all days, where it is a word that is common. */
  common?: number | undefined;
}

export function FollowedKinds({ counted }: { counted: readonly Counted[] }) {
  return (
    <>
      {kinds.map(([kind, name]) => {
        const some = counted.filter(({ follow }) => follow.kind === kind);
        if (some.length === 0) return null;
        const rest = some.slice(fewOfAKind);
        return (
          <div class="followed-kind">
            <h3>{name}</h3>
            <Rows counted={some.slice(0, fewOfAKind)} />
            {rest.length > 0 && (
              <details>
                <summary>and {figure(rest.length)} more</summary>
                <Rows counted={rest} />
              </details>
            )}
          </div>
        );
      })}
    </>
  );
}

function Rows({ counted }: { counted: readonly Counted[] }) {
  return (
    <ul class="followed">
      {counted.map(({ follow: { value, query, kind }, papers, common }) => (
        <li>
          <a href={links.search(query)}>{kind === "query" ? <code>{value}</code> : value}</a>
          {common !== undefined && <span class="followed-common">{saysCommon(common)}</span>}
          <span class="followed-count" title={`${figure(papers)} announced in ${countedDays} days`}>
            {figure(papers)}
            <span class="hidden"> in {countedDays} days</span>
          </span>
          <Form action={links.following}>
            <input type="hidden" name="follow" value="0" />
            <input type="hidden" name="query" value={query} />
            <button class="followed-remove">
              Remove<span class="hidden"> {value}</span>
            </button>
          </Form>
        </li>
      ))}
    </ul>
  );
}

/** The feed at its private address, and the letters. */
export function FollowingElsewhere({
  token,
  mails,
  isMailed,
  isNew,
}: {
  token: string;
  /** Where to get it by mail, or to change how. */
  mails: string;
  isMailed: boolean;
  /** The feed has just moved. */
  isNew: boolean;
}) {
  return (
    <section id="elsewhere">
      <h2>Elsewhere</h2>
      <p>
        {isMailed ? (
          <>
            It stands first in <a href={mails}>your letters</a>
          </>
        ) : (
          <>
            <a href={mails}>By email</a>, where it is not yet
          </>
        )}
        ; or in a feed reader as <FeedLinks of={links.followingOf(token)} />. Whoever has the
        address of the feed can read it, so keep it to yourself.
      </p>
      {isNew && <p role="status">The feed has another address now; the old one opens nothing.</p>}
      <Form action={links.followingRenew}>
        <button class="link-button">Change the address of the feed</button>
      </Form>
    </section>
  );
}
