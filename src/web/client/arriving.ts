// Going to a place of the page that is open, once it has been loaded anew.

/** Loads the page even where only what stands behind the # differs. */
export function goTo(place: string): void {
  const next = new URL(place, location.href);
  const isHere = next.pathname === location.pathname && next.search === location.search;
  if (!isHere) {
    location.assign(next);
    return;
  }
  // Otherwise the browser would come back to where the page was scrolled to.
  history.scrollRestoration = "manual";
  history.replaceState(null, "", next);
  location.reload();
}

/** A browser that was told not to scroll does not go to the place either. */
export function arrive(): void {
  if (history.scrollRestoration !== "manual") return;
  addEventListener("load", () => {
    // A step later, since at the end of loading the browser would still come back to where it was.
    setTimeout(() => {
      history.scrollRestoration = "auto";
      const place = document.querySelector<HTMLElement>(":target");
      place?.focus({ preventScroll: true });
      place?.scrollIntoView();
    });
  });
}
