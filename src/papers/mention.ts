// What a list says of a paper without being a record of it: how it is named, as far as the list knows.
import type { Identifier } from "./identifier.ts";

export interface Mention {
  identifier?: Identifier;
  title?: string;
  authors?: string[];
  abstract?: string;
  doi?: string;
  journalRef?: string;
}
