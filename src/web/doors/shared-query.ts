// A search as a feed or a file, which is for everybody.
import type { Context } from "hono";
import { sectionOptions } from "../../editions/sections.ts";
import { Invalid } from "../../errors.ts";
import { parseQuery, type Query } from "../../search/language/parse.ts";
import type { Web } from "../context.ts";

/** The query `q`. @throws Invalid where it asks for nothing, or for what one reader has */
export function readSharedQuery(c: Context, web: Web): Query {
  const typed = c.req.query("q") ?? "";
  const query = parseQuery(typed, sectionOptions(web));
  if (query.isEmpty) throw new Invalid(`Say what to look for: ${c.req.path}?q=protein.`);
  if (query.own.length > 0) {
    throw new Invalid(
      "This asks for what one reader saved, read or tagged, and the feeds and files of a search are for everybody. Your library has a file of what is yours.",
    );
  }
  return query;
}
