// Pieces of words, so that no word is unknown: what a word shares with others in its spelling, and
// the whole of it, which tells it from them.

const shortest = 4;
const longest = 5;

/**
 * The buckets that a term's pieces fall into: the term itself, then its runs of four and five
 * characters, its ends marked.
 */
export function piecesOf(term: string, buckets: number): number[] {
  const marked = `<${term}>`;
  const pieces = [bucketOf(marked, 0, marked.length, buckets)];
  for (let length = shortest; length <= longest; length++)
    for (let from = 0; from + length <= marked.length; from++)
      pieces.push(bucketOf(marked, from, from + length, buckets));
  return pieces;
}

/** FNV-1a over UTF-16 units, mixed once more so that the lowest bits are as good as the others. */
function bucketOf(text: string, from: number, to: number, buckets: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) % buckets;
}
