import { scopes, type Scope } from "../../../community/tokens/scopes.ts";

/** `see what you see, vote and bring papers` */
export function scopesInWords(chosen: readonly Scope[]): string {
  const words: string[] = chosen.map((each) => scopes[each].inShort);
  const last = words.pop()!;
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}
