// The words before the last one of a name that are the family's, too: `van der Berg`, `De Luca`.

/** Small ones anyhow; of those with a capital the ones that are hardly ever a given name. */
const always =
  /^(\p{Ll}.*|De|Del|Della|Dello|Degli|Dal|Dalla|Di|Da|Dos|La|Von|Vander|Vande|Den|Der|El|Al|Ben|Abu|St\.)$/u;
/** Dutch and French before a name, and given names in Vietnam. */
const perhaps = /^(Van|Le)$/;
const vietnamese = new Set(
  (
    "Bui Cao Chu Dang Dao Dinh Do Doan Duong Ha Ho Hoang Huynh Kieu Lam Le Luong Luu Ly Mai Ngo Nguyen Pham Phan " +
    "Quach Ta Thai Thach To Tran Trinh Truong Vo Vu"
  ).split(" "),
);

/** How many of the words belong to the family's name; the first of several is given. */
export function familyWords(words: readonly string[]): number {
  const last = words.length - 1;
  const isVietnamese = [words[0]!, words[last]!].some((word) => vietnamese.has(plainly(word)));
  const isParticle = (word: string) => always.test(word) || (!isVietnamese && perhaps.test(word));
  let first = last;
  while (first > 1 && isParticle(words[first - 1]!)) first--;
  return words.length - first;
}

function plainly(word: string): string {
  return word
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll("Đ", "D");
}
