// What the list of what trends says of itself.
import { trendingDays } from "../../editions/trending.ts";
import { count } from "../../papers/words.ts";

export function trendingSays(papers: number): string {
  return `${count(papers, "paper")} of the last ${trendingDays} days with votes, comments or stars, here or elsewhere; the fresh ones weigh most.`;
}
