// Where one can go: a row on wide windows, a search link and a menu on phones.
import type { PropsWithChildren } from "hono/jsx";
import { links } from "../../links.ts";
import { Lens, Lines } from "./icons.tsx";
import type { Site } from "./site.ts";

export type NavPlace = "today" | "trending" | "sections" | "search" | "settings";

const places: [place: NavPlace, href: string, name: string][] = [
  ["today", links.home, "Today"],
  ["trending", links.trending, "Trending"],
  ["sections", links.sections, "Sections"],
  ["search", links.search(), "Search"],
];

/** One row and the rule, for all pages but editions. */
export function InnerHeader({ site, here }: { site: Site; here: NavPlace | undefined }) {
  return (
    <header class="inner-header">
      <Nameplate name={site.config.SITE_NAME} />
      <NavRow here={here} searchField={here !== "search"} />
      <PhoneMenu here={here} />
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
  here,
  searchField = true,
}: {
  here: NavPlace | undefined;
  searchField?: boolean;
}) {
  return (
    <div class="nav-row">
      <nav aria-label="Main">
        <ul>
          {places.map(([place, href, name]) => (
            <li>
              <NavLink href={href} current={place === here}>
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {searchField && <SearchField />}
      <NavLink href={links.settings} current={here === "settings"}>
        Settings
      </NavLink>
    </div>
  );
}

export function PhoneMenu({ here }: { here: NavPlace | undefined }) {
  return (
    <div class="phone-menu">
      {here !== "search" && (
        <a class="icon-link" href={links.search()}>
          <Lens />
          <span class="hidden">Search</span>
        </a>
      )}
      <details>
        <summary class="icon-link">
          <Lines />
          <span class="hidden">Menu</span>
        </summary>
        <nav aria-label="Menu">
          {[...places, ["settings", links.settings, "Settings"] as const].map(
            ([place, href, name]) => (
              <NavLink href={href} current={place === here}>
                {name}
              </NavLink>
            ),
          )}
        </nav>
      </details>
    </div>
  );
}

function NavLink({
  href,
  current,
  children,
}: PropsWithChildren<{ href: string; current: boolean }>) {
  return (
    <a href={href} class="nav-link" aria-current={current ? "page" : undefined}>
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
