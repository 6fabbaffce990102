// The feeds that name the hub, which is told of their changes: of editions, of their papers, and of the
// sections of the configuration file. Of categories there are too many to tell it of each.
import { links } from "../../../links.ts";
import type { SavedSection } from "../../../search/sections.ts";

/** The addresses whose feeds they are. */
export function listHubFeeds(sections: readonly SavedSection[]): string[] {
  return [links.home, links.papers, ...sections.map(({ address }) => links.section(address))];
}
