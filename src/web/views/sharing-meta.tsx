// How links to a page are shown elsewhere: the Open Graph protocol (ogp.me), which everybody reads, and the
// one word of Twitter's that makes the picture large.
import { links } from "../../links.ts";
import { cardSize } from "../doors/pictures/picture.ts";
import type { Site } from "./site.ts";

/** The picture of a page, where it has one of its own. */
export interface PageCard {
  path: string;
  /** In words, for whoever does not see it. */
  alt: string;
  type?: "article" | "profile";
}

interface SharedHead {
  title: string;
  description?: string | undefined;
  canonical?: string;
  card?: PageCard | undefined;
}

export function SharingMeta({ site, head }: { site: Site; head: SharedHead }) {
  const { config } = site;
  const { card, canonical, description = config.SITE_MOTTO } = head;
  // Nobody outside sees a private site.
  if (config.PRIVATE) return <></>;
  const whole = (path: string) => links.whole(path, config.SITE_URL);
  const tags = [
    ["type", card?.type ?? "website"],
    ["site_name", config.SITE_NAME],
    ["title", head.title],
    ["description", description],
    ...(canonical ? [["url", whole(canonical)]] : []),
    ["image", whole(card?.path ?? links.cardOfSite)],
    ["image:alt", card?.alt ?? `${config.SITE_NAME}: ${config.SITE_MOTTO}`],
    ["image:width", String(cardSize.width)],
    ["image:height", String(cardSize.height)],
  ] as const;
  return (
    <>
      {tags.map(([property, content]) => (
        <meta property={`og:${property}`} content={content} />
      ))}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
