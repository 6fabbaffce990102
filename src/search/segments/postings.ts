// Writes postings and positions, one term after another; see `SegmentData` for their form.
import { ByteWriter, U32Writer } from "./bytes.ts";
import { codeOf, plainCode } from "./impact.ts";
import { PositionWriter } from "./positions.ts";
import { mostPapers, type PaperColumns, type SegmentData } from "./segment-data.ts";

/** Makes postings of tokens. */
export class PostingsWriter {
  private out: PostingsOut;
  private held = new Uint16Array(mostPapers);
  private codes = new Uint8Array(mostPapers);
  private titleLengths: Uint8Array;
  private relativeLengths: Float64Array;

  /** @param tokens how many will come, about. */
  constructor({ titleLengths, lengths }: PaperColumns, average: number, tokens: number) {
    // A posting takes three bytes, and a position two with what stands before it.
    this.out = new PostingsOut({ postings: 3 * tokens, positions: 2 * tokens });
    this.titleLengths = titleLengths;
    this.relativeLengths = Float64Array.from(lengths, (length) => length / average);
  }

  /** Writes one term, whose tokens are `from` to `to`, in order of papers and positions. */
  term(
    papers: Uint16Array,
    positions: Uint16Array,
    from: number,
    to: number,
    isText: boolean,
  ): void {
    let count = 0;
    for (let i = from; i < to; i++) if (i === from || papers[i] !== papers[i - 1]) count++;
    const positionsOut = this.out.begin(count);
    let n = 0;
    for (let i = from; i < to;) {
      const paper = papers[i]!;
      let end = i + 1;
      while (end < to && papers[end] === paper) end++;
      this.held[n] = paper;
      this.codes[n] = isText
        ? codeIn(this.titleLengths[paper]!, this.relativeLengths[paper]!, positions, i, end)
        : plainCode;
      positionsOut.add(positions, i, end);
      n++;
      i = end;
    }
    this.out.end(this.held, this.codes, count);
  }

  done(): WrittenPostings {
    return this.out.done();
  }
}

export type WrittenPostings = Omit<
  SegmentData,
  "columns" | "dictionary" | "removed" | "vectors" | "signatures"
>;

/** Where the postings and positions of one term after another go. */
export class PostingsOut {
  private starts = new U32Writer();
  private postings: ByteWriter;
  private positionStarts = new U32Writer();
  private positions: PositionWriter;

  /** @param room in bytes; it grows. */
  constructor(room: { postings: number; positions: number }) {
    this.postings = new ByteWriter(room.postings);
    this.positions = new PositionWriter(room.positions);
  }

  /** Begins a term that `papers` papers hold; what is answered takes their positions. */
  begin(papers: number): PositionWriter {
    this.positionStarts.push(this.positions.out.length);
    this.positions.begin(papers);
    return this.positions;
  }

  /** Ends it with its papers and their codes. */
  end(papers: Uint16Array, codes: Uint8Array, count: number): void {
    this.starts.push(this.postings.length / 2);
    writePostings(this.postings, papers, codes, count);
  }

  done(): WrittenPostings {
    this.starts.push(this.postings.length / 2);
    this.positionStarts.push(this.positions.out.length);
    return {
      postingStarts: this.starts.done(),
      postings: this.postings.done(),
      positionStarts: this.positionStarts.done(),
      positions: this.positions.out.done(),
    };
  }
}

/** One term's record; see `SegmentData.postingStarts`. */
function writePostings(
  out: ByteWriter,
  papers: Uint16Array,
  codes: Uint8Array,
  count: number,
): void {
  out.reserve(3 * count + 1);
  const { bytes } = out;
  let at = out.length;
  for (let i = 0; i < count; i++) {
    bytes[at++] = papers[i]! & 255;
    bytes[at++] = papers[i]! >> 8;
  }
  for (let i = 0; i < count; i++) bytes[at++] = codes[i]!;
  out.length = at;
  if (count % 2 === 1) out.byte(0);
}

/** Side by side, a term counts once: the two places of `pretrain` in `pre-training`. */
function codeIn(
  titleLength: number,
  relativeLength: number,
  positions: Uint16Array,
  from: number,
  to: number,
): number {
  let title = 0;
  let abstract = 0;
  for (let i = from; i < to; i++) {
    if (i > from && positions[i]! <= positions[i - 1]! + 1) continue;
    if (positions[i]! < titleLength) title++;
    else abstract++;
  }
  return codeOf(title, abstract, relativeLength);
}
