// Two spellings of one title have the same key. Saved pages lose `$`, backslashes and accents, and
// old titles carry line breaks, so the key keeps only letters and digits, without case or accents:
// `$A^2$Nav` and `A^2Nav` agree, and so do `MT-$\pi$` and `MT-pi`.
import { decodeAccents } from "./tex/accents.ts";

export function titleKey(title: string): string {
  return decodeAccents(title)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
