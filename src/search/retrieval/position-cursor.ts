// Goes through the papers that hold one key, and reads where it stands in them.
import type { PositionReader } from "../segments/position-reader.ts";
import { seek } from "./lists.ts";
import type { Postings } from "./postings.ts";
import type { Segment } from "./segment.ts";

const none = 0x10000;

export class PositionCursor {
  private list: Postings;
  private segment: Segment;
  private takeReader: () => PositionReader;
  private reader: PositionReader | undefined;
  /** Where the list begins, the paper at hand stands, and the list ends. */
  private from: number;
  private at: number;
  private end: number;
  /** The paper at `at`. */
  private paper: number;

  /** A reader is taken only when a position is asked for. */
  constructor(list: Postings, segment: Segment, takeReader: () => PositionReader) {
    this.list = list;
    this.segment = segment;
    this.takeReader = takeReader;
    this.from = list.papersAt;
    this.at = this.from;
    this.end = this.from + list.count;
    this.paper = list.papers[this.at] ?? none;
  }

  /** Whether a paper holds the key. Papers must be asked for in order. */
  isAt(paper: number): boolean {
    if (this.paper < paper) this.move(paper);
    return this.paper === paper;
  }

  /** Where it stands in a paper, if it does. */
  read(paper: number): PositionReader | undefined {
    if (!this.isAt(paper)) return undefined;
    const reader = this.reader ?? this.open();
    reader.find(this.at - this.from);
    return reader;
  }

  private move(paper: number): void {
    const { papers } = this.list;
    this.at = seek(papers, this.at + 1, this.end, paper);
    this.paper = this.at < this.end ? papers[this.at]! : none;
  }

  private open(): PositionReader {
    const { term, count } = this.list;
    this.reader = this.takeReader();
    this.reader.open(this.segment.positions, term, count);
    return this.reader;
  }
}
