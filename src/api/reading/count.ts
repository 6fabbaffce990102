// A whole number in a request.
import { z } from "zod";

export function count(least: number, most: number) {
  const sentence = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(sentence).int(sentence).min(least, sentence).max(most, sentence);
}
