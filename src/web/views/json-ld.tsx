// Facts for machines in a page (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents). It
// is data and no script, so the policy against scripts of a page's own does not concern it.
import { raw } from "hono/html";

export function JsonLd({ of }: { of: object }) {
  return <script type="application/ld+json">{raw(inert(of))}</script>;
}

/** Nothing within ends the element, whatever the parser looks for: `</script`, `<!--`. */
function inert(facts: object): string {
  return JSON.stringify(facts)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
