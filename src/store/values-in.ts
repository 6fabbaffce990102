import { sql } from "kysely";

/** A list of numbers to look among: one value, since a statement takes only so many. */
export function numbersIn(numbers: readonly number[]) {
  return sql<number>`(select value from json_each(${JSON.stringify(numbers)}))`;
}

/** The same of texts. */
export function textsIn(texts: readonly string[]) {
  return sql<string>`(select value from json_each(${JSON.stringify(texts)}))`;
}
