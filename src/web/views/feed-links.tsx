// What pages say of their feeds.
import type { Section } from "../../editions/sections.ts";
import { feedFormats, links } from "../../links.ts";
import type { Period } from "../../papers/period.ts";
import { feedFormatsBy } from "../doors/feeds/formats.ts";
import { editionTitle } from "../../editions/edition-title.ts";
import type { PageFeed } from "./page.tsx";
import { feedOf } from "./section-line.tsx";

/** The feeds of the whole site, whatever day it is. */
export const dailyFeeds: readonly PageFeed[] = [
  { title: "Editions", of: links.home },
  { title: "Papers", of: links.papers },
];

/** Those of an edition: what comes after it, and what stands in it. */
export function feedsOf({
  period,
  section,
}: {
  period: Period;
  section: Section | undefined;
}): PageFeed[] {
  const title = editionTitle({ period, section });
  const own = { title, of: links.edition(period, { section: section?.address }) };
  return [...(section ? [feedOf(section)] : dailyFeeds), own];
}

/** `Atom, RSS or JSON Feed` */
export function FeedLinks({ of }: { of: string }) {
  return (
    <>
      {feedFormats.map((format, index) => (
        <>
          {["", ", ", " or "][index]}
          <a href={links.feed(of, format)}>{feedFormatsBy[format].name}</a>
        </>
      ))}
    </>
  );
}

/** The addresses to be given to a feed reader. */
export function FeedAddresses({ of, siteUrl }: { of: string; siteUrl: URL }) {
  return (
    <dl class="feed-addresses">
      {feedFormats.map((format) => {
        const path = links.feed(of, format);
        return (
          <div>
            <dt>{feedFormatsBy[format].name}</dt>
            <dd>
              <a href={path}>{links.whole(path, siteUrl)}</a>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
