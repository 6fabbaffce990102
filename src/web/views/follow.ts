// Where one asks to get by mail what a search or a section finds.
import { longestFollow } from "../../email/subscriptions/parse-wish.ts";
import { links } from "../../links.ts";

/** Without one where the query is too long to be followed. */
export function followSearch(query: string): string | undefined {
  if (query.length > longestFollow) return undefined;
  return `${links.subscribe}?${new URLSearchParams({ q: query }).toString()}`;
}

/** With what whoever is signed in follows here. */
export const followAccount = `${links.subscribe}?following=1`;

export function followSection(address: string): string {
  return `${links.subscribe}?${new URLSearchParams({ section: address }).toString()}`;
}
