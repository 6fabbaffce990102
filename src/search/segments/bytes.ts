// Growing arrays and numbers of varying length. What they had before they grew is given back at once:
// garbage so large would pile up until somebody collects it.

export class ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1 << 16) {
    this.bytes = new Uint8Array(capacity);
  }

  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const room = Math.max(this.bytes.length * 1.5, this.length + more) | 0;
    this.bytes = new Uint8Array(this.bytes.buffer.transfer(room));
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** Seven bits a byte, low ones first. */
  varint(value: number): void {
    this.reserve(5);
    while (value > 127) {
      this.bytes[this.length++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.bytes[this.length++] = value;
  }

  append(part: Uint8Array): void {
    this.reserve(part.length);
    this.bytes.set(part, this.length);
    this.length += part.length;
  }

  /** Short pieces byte by byte, which is quicker than making a view of each. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    const { bytes } = this;
    let at = this.length;
    for (let i = from; i < to; i++) bytes[at++] = source[i]!;
    this.length = at;
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }
}

export class U32Writer {
  values: Uint32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1 << 12) {
    this.values = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const room = (this.length * 1.5) | 0;
      this.values = new Uint32Array(this.values.buffer.transfer(4 * room));
    }
    this.values[this.length++] = value;
  }

  done(): Uint32Array<ArrayBuffer> {
    return this.values.subarray(0, this.length);
  }
}

/** The array with twice the room. What it had is given back at once: the one given is empty then. */
export function grown<
  A extends
    | Uint32Array<ArrayBuffer>
    | Uint16Array<ArrayBuffer>
    | Int32Array<ArrayBuffer>
    | Int8Array<ArrayBuffer>,
>(array: A): A {
  const Type = array.constructor as new (buffer: ArrayBuffer) => A;
  return new Type(array.buffer.transfer(2 * array.byteLength));
}

/**
 * Gives the memory back at once, and leaves the arrays empty. A thread that makes little else hardly ever
 * collects garbage, and would keep what it once read for hours.
 */
export function forget(memory: readonly ArrayBuffer[]): void {
  for (const buffer of memory) if (!buffer.detached) buffer.transfer(0);
}

/** How many words of 32 bits hold a bit for each paper. */
export function wordsOf(papers: number): number {
  return (papers + 31) >> 5;
}
