// Mathematics, code or a table that is wider than its column scrolls within itself; so that the keyboard can scroll it
// too, it takes focus, but only where there is something to scroll.

const scrollers = ".prose math, h1 math, .written :is(math, pre, table)";

export function keepScrollersInReach(): void {
  reachScrollers();
  addEventListener("resize", reachScrollers);
  // What was folded away had no width.
  document.addEventListener("toggle", reachScrollers, true);
}

export function reachScrollers(): void {
  for (const each of document.querySelectorAll<HTMLElement | MathMLElement>(scrollers)) {
    if (each.scrollWidth > each.clientWidth + 1) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}
