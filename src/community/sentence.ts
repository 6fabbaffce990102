// The sentence with which a reader signs what everybody sees: a pick, a paper that was submitted here.
import { Invalid } from "../errors.ts";
import { readableLine } from "../papers/one-line.ts";

export const longestSentence = 280;

/** One line, to be read in passing. @throws Invalid */
export function parseSentence(
  written: string,
  { longest = longestSentence }: { longest?: number } = {},
): string {
  const sentence = readableLine(written);
  if ([...sentence].length > longest) {
    throw new Invalid(`A sentence has ${longest} characters at most.`);
  }
  return sentence;
}
