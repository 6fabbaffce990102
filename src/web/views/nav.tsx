// Where one can go: a row on wide windows, a search link and a menu on phones.
import type { PropsWithChildren } from "hono/jsx";
import { mostUnread } from "../../community/notifications/inbox.ts";
import { may, type Reader } from "../../community/readers.ts";
import { links } from "../../links.ts";
import { Bell, Lens, Lines } from "./icons.tsx";
import type { Site } from "./site.ts";

export type NavPlace =
  | "today"
  | "trending"
  | "sections"
  | "discussions"
  | "following"
  | "library"
  | "submit"
  | "moderation"
  | "notifications"
  | "search"
  | "settings"
  | "sign-in";

type Place = [place: NavPlace, href: string, name: string];

const everybodys: Place[] = [
  ["today", links.home, "Today"],
  ["trending", links.trending, "Trending"],
  ["sections", links.sections, "Sections"],
  ["discussions", links.discussions, "Discussions"],
];
const search: Place = ["search", links.search(), "Search"];
const readers: Place[] = [
  ["following", links.following, "Following"],
  ["library", links.library, "Library"],
  ["submit", links.submit(), "Submit"],
];

function placesOf({ reader, waiting }: Site): Place[] {
  if (!reader) return [...everybodys, search];
  return [...everybodys, ...readers, ...(waiting ? [work(reader, waiting)] : [])];
}

/** Where something waits for those who look after the place, with how much; editors have claims alone. */
function work(reader: Reader, { comments, claims }: NonNullable<Site["waiting"]>): Place {
  const [href, name] = may(reader, "moderate")
    ? [links.moderation, "Moderation"]
    : [links.moderationClaims, "Claims"];
  const waiting = comments + claims;
  return ["moderation", href, waiting > 0 ? `${name}\u00a0${waiting}` : name];
}

/** At the end of the row: the reader’s own name, or the way in. */
function ownPlaceOf({ reader }: Site): Place {
  return reader
    ? ["settings", links.settings, reader.name]
    : ["sign-in", links.signIn(), "Sign in"];
}

/** One row and the rule, for all pages but editions. */
export function InnerHeader({ site, here }: { site: Site; here: NavPlace | undefined }) {
  return (
    <header class="inner-header">
      <Nameplate name={site.config.SITE_NAME} />
      <NavRow site={site} here={here} searchField={here !== "search"} />
      <PhoneMenu site={site} here={here} />
    </header>
  );
}

/** A long name is set smaller. */
export function Nameplate({ name }: { name: string }) {
  return (
    <a class={`nameplate${name.length > 13 ? " nameplate-long" : ""}`} href={links.home}>
      {name}
    </a>
  );
}

export function NavRow({
  site,
  here,
  searchField = true,
}: {
  site: Site;
  here: NavPlace | undefined;
  searchField?: boolean;
}) {
  const [ownPlace, ownHref, ownName] = ownPlaceOf(site);
  return (
    <div class={`nav-row${classOf(site)}`}>
      <nav aria-label="Main">
        <ul>
          {placesOf(site).map(([place, href, name]) => (
            <li>
              <NavLink href={href} current={place === here}>
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {searchField && <SearchField />}
      {site.reader && here !== "search" && <LensLink class="nav-lens" />}
      <BellLink site={site} here={here} />
      <NavLink class="nav-own" href={ownHref} current={ownPlace === here}>
        {ownName}
      </NavLink>
    </div>
  );
}

/** Whoever has more places has room for less beside them. */
function classOf({ reader, waiting }: Site): string {
  if (!reader) return "";
  return waiting === undefined ? " nav-row-reader" : " nav-row-reader nav-row-moderator";
}

export function PhoneMenu({ site, here }: { site: Site; here: NavPlace | undefined }) {
  const settings: Place = ["settings", links.settings, "Settings"];
  const last = site.reader ? [search, settings] : [settings, ownPlaceOf(site)];
  return (
    <div class="phone-menu">
      <BellLink site={site} here={here} />
      {here !== "search" && <LensLink />}
      <details>
        <summary class="icon-link">
          <Lines />
          <span class="hidden">Menu</span>
        </summary>
        <nav aria-label="Menu">
          {[...placesOf(site), ...last].map(([place, href, name]) => (
            <NavLink href={href} current={place === here}>
              {name}
            </NavLink>
          ))}
        </nav>
      </details>
    </div>
  );
}

function LensLink({ class: name = "" }: { class?: string }) {
  return (
    <a class={name ? `icon-link ${name}` : "icon-link"} href={links.search()}>
      <Lens />
      <span class="hidden">Search</span>
    </a>
  );
}

/** The way to a reader's notifications, with how many are unread. */
function BellLink({ site: { reader, unread }, here }: { site: Site; here: NavPlace | undefined }) {
  if (!reader) return null;
  return (
    <a
      class="icon-link nav-bell"
      href={links.notifications}
      aria-current={here === "notifications" ? "page" : undefined}
    >
      <Bell />
      <span class="hidden">Notifications{unread > 0 && `, ${unreadWords(unread)}`}</span>
      {unread > 0 && (
        <span class="nav-bell-count" aria-hidden="true">
          {unread > mostUnread ? `${mostUnread}+` : unread}
        </span>
      )}
    </a>
  );
}

/** `3 unread`, `more than 99 unread` */
export function unreadWords(unread: number): string {
  return unread > mostUnread ? `more than ${mostUnread} unread` : `${unread}\u00a0unread`;
}

function NavLink({
  href,
  current,
  class: name = "",
  children,
}: PropsWithChildren<{ href: string; current: boolean; class?: string }>) {
  return (
    <a
      href={href}
      class={name ? `nav-link ${name}` : "nav-link"}
      aria-current={current ? "page" : undefined}
    >
      {children}
    </a>
  );
}

function SearchField() {
  return (
    <form class="nav-search" action={links.search()} role="search" aria-label="Search">
      <Lens />
      <input
        type="search"
        name="q"
        aria-label="Search papers"
        placeholder="Title, author, identifier …"
        autocomplete="off"
        maxlength={1000}
        data-search
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
