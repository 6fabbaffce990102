// The frame of every page: head, skip link, header, main, foot.
import type { Child, PropsWithChildren } from "hono/jsx";
import { feedFormats, links } from "../../links.ts";
import { assetAddress } from "../assets.ts";
import { feedFormatsBy } from "../doors/feeds/formats.ts";
import { JsonLd } from "./json-ld.tsx";
import { InnerHeader, type NavPlace } from "./nav.tsx";
import { SharingMeta, type PageCard } from "./sharing-meta.tsx";
import type { Site } from "./site.ts";
import { SubscribeBox } from "./subscribe-box.tsx";

/** It is there in every format. */
export interface PageFeed {
  title: string;
  /** The address whose feed it is. */
  of: string;
}

export interface PageLink {
  rel: string;
  href: string;
  type?: string;
  title?: string;
}

export interface PageHead {
  title: string;
  description?: string | undefined;
  /** The path of the page that this one is. */
  canonical?: string;
  /** The feeds of the same, the one that most will want first. */
  feeds?: readonly PageFeed[] | undefined;
  /** The path of the page as Markdown. */
  markdown?: string | undefined;
  robots?: "noindex";
  /** The picture by which links to it are shown; the site's own if left out. */
  card?: PageCard | undefined;
  nav?: NavPlace;
  /** The header of an edition; other pages have one row. */
  header?: (site: Site) => Child;
  /** Further `meta`. */
  meta?: [name: string, content: string][];
  /** Further `link`: what else there is of the page. */
  links?: readonly PageLink[];
  /** What it is about, as JSON-LD. */
  data?: object;
  /** The page shows the subscribe box itself. */
  ownSubscribeBox?: boolean;
  /** Within a frame of another page: nothing stands above and below. */
  bare?: boolean;
}

export function Page({ site, head, children }: PropsWithChildren<{ site: Site; head: PageHead }>) {
  return (
    <html
      lang="en"
      data-theme={site.theme}
      data-keys={site.keys ? undefined : "off"}
      data-worker={site.config.OFFLINE ? undefined : "off"}
    >
      <Head site={site} head={head} />
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <div class="sheet">
          {!head.bare &&
            (head.header ? head.header(site) : <InnerHeader site={site} here={head.nav} />)}
          <main id="main" tabindex={-1}>
            {children}
          </main>
          {!head.bare && <Foot subscribeBox={!head.ownSubscribeBox} />}
        </div>
      </body>
    </html>
  );
}

function Head({ site, head }: { site: Site; head: PageHead }) {
  const { config, assets, theme } = site;
  const name = config.SITE_NAME;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{head.title === name ? name : `${head.title} · ${name}`}</title>
      {head.description && <meta name="description" content={head.description} />}
      {head.robots && <meta name="robots" content={head.robots} />}
      {head.canonical && (
        <link rel="canonical" href={links.whole(head.canonical, config.SITE_URL)} />
      )}
      {head.feeds?.map(({ title, of }) =>
        feedFormats.map((format) => {
          const { name, type } = feedFormatsBy[format];
          const href = links.feed(of, format);
          return <link rel="alternate" type={type} title={`${title} (${name})`} href={href} />;
        }),
      )}
      {head.markdown && <link rel="alternate" type="text/markdown" href={head.markdown} />}
      <link
        rel="search"
        type="application/opensearchdescription+xml"
        title={name}
        href={links.openSearch}
      />
      <meta name="color-scheme" content={theme ?? "light dark"} />
      {theme !== "dark" && (
        <meta
          name="theme-color"
          content="#FBF9F4"
          media={theme ? undefined : "(prefers-color-scheme: light)"}
        />
      )}
      {theme !== "light" && (
        <meta
          name="theme-color"
          content="#171614"
          media={theme ? undefined : "(prefers-color-scheme: dark)"}
        />
      )}
      {head.meta?.map(([each, content]) => (
        <meta name={each} content={content} />
      ))}
      {head.links?.map((link) => (
        <link {...link} />
      ))}
      <link rel="unapi-server" type="application/xml" title="unAPI" href={links.unapi} />
      {head.data && <JsonLd of={head.data} />}
      <SharingMeta site={site} head={head} />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href={links.appleIcon} />
      <link rel="manifest" href={links.manifest} />
      <link rel="stylesheet" href={assetAddress(assets, "broadsheet.css")} />
      <script type="module" src={assetAddress(assets, "broadsheet.js")} />
    </head>
  );
}

function Foot({ subscribeBox }: { subscribeBox: boolean }) {
  return (
    <footer class="foot">
      {subscribeBox && <SubscribeBox class="subscribe-foot" />}
      <nav class="foot-links" aria-label="About this site">
        <p>
          <a href={links.subscribe}>By email</a> <a href={links.feeds}>Feeds</a>{" "}
          <a href={links.api}>API</a>
        </p>
        <p>
          <a href={links.submit()}>Submit a paper</a> <a href={links.settings}>Settings</a>{" "}
          <a href={links.status}>Status</a>
        </p>
        <p>
          <a href={links.ranking}>How ranking works</a>{" "}
          <a href={links.moderationLog}>What moderators did</a>
        </p>
      </nav>
    </footer>
  );
}
