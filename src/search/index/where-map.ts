// Where each paper stands, by its number in the catalogue. The catalogue numbers papers from 1 on
// without large holes, so two arrays do; a Map of a million takes ten times the room.

export class WhereMap {
  private slots = new Uint32Array(1 << 12);
  private papers = new Uint16Array(1 << 12);

  get(number: number): { slot: number; paper: number } | undefined {
    const slot = this.slots[number] ?? 0;
    return slot === 0 ? undefined : { slot, paper: this.papers[number]! };
  }

  /** `slot` is above 0. */
  set(number: number, slot: number, paper: number): void {
    if (number >= this.slots.length) this.grow(number);
    this.slots[number] = slot;
    this.papers[number] = paper;
  }

  delete(number: number): void {
    if (number < this.slots.length) this.slots[number] = 0;
  }

  private grow(number: number): void {
    const length = Math.max(this.slots.length * 1.5, number + 1) | 0;
    const slots = new Uint32Array(length);
    slots.set(this.slots);
    const papers = new Uint16Array(length);
    papers.set(this.papers);
    this.slots = slots;
    this.papers = papers;
  }
}
