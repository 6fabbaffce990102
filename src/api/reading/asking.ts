// A search must ask for something.
import type { SearchResult } from "../../search/search.ts";
import { InvalidField } from "./invalid-field.ts";

/** The page shows how to search then. @param field that holds the query @throws InvalidField */
export function demandAsking({ query }: SearchResult<unknown>, field: string): void {
  if (query.isEmpty) throw new InvalidField(field, "asks for nothing: give words or a filter");
}
