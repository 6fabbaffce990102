// Numbers of votes: `votes:>10`, `votes:>=10`, `votes:5`, `votes:<3`, `votes:2..5`.
import type { Filter, Read } from "./tree.ts";

const endless = Number.MAX_SAFE_INTEGER;

export function readVotes(value: string): Read<Filter> {
  const range = readRange(value);
  if (!range) {
    const shown = value.length > 40 ? `${value.slice(0, 40).toWellFormed()}…` : value;
    const mistake = `“${shown}” is no number of votes. Write votes:5, votes:>10, votes:<3 or votes:2..5.`;
    return { mistake };
  }
  return { written: `votes:${value}`, says: saying(range), asks: { kind: "votes", ...range } };
}

interface Range {
  least: number;
  most: number;
}

function readRange(value: string): Range | undefined {
  const bound = /^(>=|<=|>|<|=)?(\d{1,9})$/.exec(value);
  if (bound) {
    const number = Number(bound[2]);
    switch (bound[1]) {
      case ">":
        return { least: number + 1, most: endless };
      case ">=":
        return { least: number, most: endless };
      case "<":
        // Fewer than none is asked of nothing.
        return number === 0 ? undefined : { least: 0, most: number - 1 };
      case "<=":
        return { least: 0, most: number };
      default:
        return { least: number, most: number };
    }
  }
  const [, from, to] = /^(\d{1,9})?\.\.(\d{1,9})?$/.exec(value) ?? [];
  if (from === undefined && to === undefined) return undefined;
  const ends = [from === undefined ? 0 : Number(from), to === undefined ? endless : Number(to)];
  return { least: Math.min(...ends), most: Math.max(...ends) };
}

function saying({ least, most }: Range): string {
  if (most === 0) return "without votes";
  if (least === most) return `with ${votes(least)}`;
  if (least === 0 && most === endless) return "with any number of votes";
  if (most === endless) return `with ${votes(least)} or more`;
  return least === 0 ? `with at most ${votes(most)}` : `with ${least} to ${votes(most)}`;
}

function votes(count: number): string {
  return count === 1 ? "1 vote" : `${count} votes`;
}
