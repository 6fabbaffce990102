// Makes a segment of papers.
import type { Embedder } from "../embedder/embedder.ts";
import { DictionaryWriter } from "./dictionary.ts";
import { isOfText, termKey, type Field, type PaperToIndex } from "./paper-text.ts";
import { signaturesOf } from "./signatures.ts";
import { profileOf, writeProfiles } from "./profiles.ts";
import { grown } from "./bytes.ts";
import { gap, roomOfName } from "./positions.ts";
import { PostingsWriter, type WrittenPostings } from "./postings.ts";
import { scan, scanUnits, TextUnits } from "../words/scan.ts";
import { PaperEmbedder } from "./paper-embedder.ts";
import { mostPapers, noVectors, type PaperColumns, type SegmentData } from "./segment-data.ts";
import { termsOfName, termsOfWord, type WordTerms } from "../words/terms.ts";
import {
  countAt,
  termsAt,
  unitsOfTerm,
  widthAt,
  WordTable,
  type Description,
} from "./word-table.ts";
import { Vocabulary } from "./vocabulary.ts";

// The length of a title fits a byte, a position 16 bits; what is longer is cut.
const longestTitle = 240;
const lastPosition = 0xff00;
const longestIdentifier = 64;

interface PaperRow {
  arrival: number;
  number: number;
  day: number;
  profile: number;
  titleLength: number;
  length: number;
  firstToken: number;
  tokens: number;
}

// Words stay known from one segment to the next until they are this many.
const mostTerms = 150_000;

/** Makes one segment after another; it keeps its memory and the words that it knows. */
export class SegmentBuilder {
  private terms = new Vocabulary();
  private words = this.noWords();
  private text = new TextUnits(1 << 12);
  private tokens = new Uint32Array(1 << 12);
  private positions = new Uint16Array(1 << 12);
  private tokenCount = 0;
  /** By term, of the segment at hand. */
  private counts = new Uint32Array(1 << 12);
  private rows: PaperRow[] = [];
  private profiles = new Map<string, number>();
  private profileList: string[] = [];
  private position = 0;
  private sorted = { papers: new Uint16Array(0), positions: new Uint16Array(0) };
  private vectors: PaperEmbedder | undefined;

  /** @param embedder makes vectors of titles and abstracts; there are none if left out. */
  constructor(embedder?: Embedder) {
    if (embedder) this.vectors = new PaperEmbedder(embedder, (term) => this.terms.keys[term]!);
  }

  get count(): number {
    return this.rows.length;
  }

  get isFull(): boolean {
    return this.rows.length >= mostPapers;
  }

  add(paper: PaperToIndex): void {
    if (this.isFull) throw new Error("a segment holds at most 65,536 papers");
    const firstToken = this.tokenCount;
    this.position = 0;
    this.addWords("text", calm(paper.title), longestTitle);
    const titleLength = this.position;
    const titleTerms = this.tokenCount - firstToken;
    this.position += gap;
    this.addWords("text", calm(paper.abstract));
    const length = this.position - gap;
    this.vectors?.add(this.tokens.subarray(firstToken, this.tokenCount), titleTerms);
    this.position = 0;
    this.addNames(paper.authors);
    this.position = 0;
    this.addWords("comment", paper.comment);
    this.position = 0;
    this.addWords("journal", paper.journal);
    this.addIdentifiers(paper.identifiers);
    this.rows.push({
      arrival: this.rows.length,
      number: paper.number,
      day: paper.day,
      profile: this.profileNumber(paper),
      titleLength,
      length,
      firstToken,
      tokens: this.tokenCount - firstToken,
    });
  }

  /**
   * The segment, after which the builder is empty again.
   * @param averageLength of the papers of the whole index, in words; of these papers if left out.
   */
  build(averageLength = this.averageLength(), removed: readonly number[] = []): SegmentData {
    const rows = this.rows.toSorted((a, b) => a.day - b.day || a.number - b.number);
    const columns = columnsOf(rows, this.profileList);
    const inverted = this.invert(rows, columns, averageLength);
    const data = {
      columns,
      removed: Uint32Array.from(removed),
      ...inverted,
      signatures: signaturesOf({ columns, ...inverted }),
      vectors: this.vectors?.done(rows.map(({ arrival }) => arrival)) ?? noVectors(),
    };
    this.reset();
    return data;
  }

  /** The average length in words, of which an index is told at its first segment. */
  averageLength(): number {
    return this.rows.reduce((sum, row) => sum + row.length, 0) / this.rows.length || 1;
  }

  private addWords(field: Exclude<Field, "id">, text: string, limit = lastPosition): void {
    const words = this.words[field];
    const written = this.text;
    written.read(text);
    scanUnits(written, (from, to) => {
      const word = words.get(written, from, to);
      this.put(words.records, word, limit);
    });
  }

  private addNames(names: readonly string[]): void {
    for (const name of names) {
      this.addWords("author", name);
      // Two positions are of one name exactly when they lie in one room.
      this.position = Math.ceil(this.position / roomOfName) * roomOfName;
    }
  }

  /** Each as a whole, and the words in it. */
  private addIdentifiers(identifiers: readonly string[]): void {
    this.position = 0;
    const terms = new Set<string>();
    for (const identifier of identifiers) {
      const whole = identifier.toLowerCase().slice(0, longestIdentifier);
      terms.add(whole);
      scan(whole, (from, to) => terms.add(whole.slice(from, to)));
    }
    for (const term of terms) this.token(this.terms.pass(termKey("id", term)), 0);
  }

  private compile(field: Field, { terms, width }: WordTerms): Description {
    return {
      width,
      terms: terms.map(({ term, at }) => ({ id: this.terms.word(termKey(field, term)), at })),
    };
  }

  private put(records: Uint16Array, word: number, limit: number): void {
    const { position } = this;
    const width = records[word + widthAt]!;
    if (position + width > limit) return;
    const end = word + termsAt + unitsOfTerm * records[word + countAt]!;
    for (let i = word + termsAt; i < end; i += unitsOfTerm)
      this.token(records[i]! | (records[i + 1]! << 16), position + records[i + 2]!);
    this.position = position + width;
  }

  private token(term: number, position: number): void {
    if (this.tokenCount === this.tokens.length) {
      this.tokens = grown(this.tokens);
      this.positions = grown(this.positions);
    }
    this.tokens[this.tokenCount] = term;
    this.positions[this.tokenCount++] = position;
  }

  private noWords() {
    return {
      text: new WordTable((surface) => this.compile("text", termsOfWord(surface))),
      comment: new WordTable((surface) => this.compile("comment", termsOfWord(surface))),
      journal: new WordTable((surface) => this.compile("journal", termsOfWord(surface))),
      author: new WordTable((surface) => this.compile("author", termsOfName(surface))),
    };
  }

  private reset(): void {
    this.rows = [];
    this.tokenCount = 0;
    this.profiles.clear();
    this.profileList = [];
    this.terms.forgetPassing();
    if (this.terms.size <= mostTerms) return;
    this.terms = new Vocabulary();
    this.words = this.noWords();
    this.vectors?.forget();
  }

  private profileNumber(paper: PaperToIndex): number {
    const profile = profileOf(paper);
    let number = this.profiles.get(profile);
    if (number === undefined) {
      number = this.profileList.push(profile) - 1;
      this.profiles.set(profile, number);
    }
    return number;
  }

  /** Sorts tokens by term, then writes each term's postings and positions. */
  private invert(
    rows: readonly PaperRow[],
    columns: PaperColumns,
    average: number,
  ): WrittenPostings & Pick<SegmentData, "dictionary"> {
    const { keys } = this.terms;
    this.countTerms();
    const { counts } = this;
    const order = this.terms.inOrder().filter((id) => counts[id]! > 0);
    const starts = new Uint32Array(keys.length);
    let at = 0;
    for (const id of order) {
      starts[id] = at;
      at += counts[id]!;
    }
    const { papers, positions } = this.scatter(rows, starts);
    const dictionary = new DictionaryWriter();
    const out = new PostingsWriter(columns, average, this.tokenCount);
    for (const id of order) {
      const key = keys[id]!;
      dictionary.add(key);
      // Scattering has moved each start to its end.
      const end = starts[id]!;
      out.term(papers, positions, end - counts[id]!, end, isOfText(key));
      counts[id] = 0;
    }
    return { dictionary: dictionary.done(), ...out.done() };
  }

  private countTerms(): void {
    while (this.counts.length < this.terms.keys.length) this.counts = grown(this.counts);
    const { tokens, tokenCount, counts } = this;
    for (let i = 0; i < tokenCount; i++) counts[tokens[i]!]!++;
  }

  private scatter(
    rows: readonly PaperRow[],
    next: Uint32Array,
  ): { papers: Uint16Array; positions: Uint16Array } {
    const { tokens, positions: from, sorted } = this;
    if (sorted.papers.length < this.tokenCount) {
      sorted.papers = new Uint16Array(tokens.length);
      sorted.positions = new Uint16Array(tokens.length);
    }
    const { papers, positions } = sorted;
    for (let paper = 0; paper < rows.length; paper++) {
      const { firstToken, tokens: count } = rows[paper]!;
      for (let i = firstToken; i < firstToken + count; i++) {
        const slot = next[tokens[i]!]!++;
        papers[slot] = paper;
        positions[slot] = from[i]!;
      }
    }
    return sorted;
  }
}

function columnsOf(rows: readonly PaperRow[], profiles: readonly string[]): PaperColumns {
  return {
    numbers: Uint32Array.from(rows, (row) => row.number),
    days: Uint16Array.from(rows, (row) => row.day),
    lengths: Uint16Array.from(rows, (row) => row.length),
    titleLengths: Uint8Array.from(rows, (row) => row.titleLength),
    profileOf: Uint16Array.from(rows, (row) => row.profile),
    profiles: writeProfiles(profiles),
  };
}

/** A title all in capitals shouts; its words are not acronyms. */
function calm(text: string): string {
  return /\p{Ll}/u.test(text) || !/\p{Lu}{2,}\P{L}+\p{Lu}{2,}/u.test(text)
    ? text
    : text.toLowerCase();
}
