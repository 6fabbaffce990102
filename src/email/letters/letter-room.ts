// Room for the bytes of letters, used again and again: with fresh room for each of a hundred thousand, V8
// would hear late of what is not needed any more, and the memory of a sender would be mostly that.

interface LetterRoom {
  take: (length: number) => Uint8Array;
  /** Nobody reads these any more. */
  giveBack: (bytes: Uint8Array) => void;
}

const unit = 64 * 1024;
/** As many as are on their way at once, and more: who gives back a hundred keeps these. */
const mostKept = 32;

export function openLetterRoom(): LetterRoom {
  const free: ArrayBuffer[] = [];
  const ours = new WeakSet<ArrayBuffer>();

  /** In whole units, so that the next letter fits. */
  function fresh(length: number): ArrayBuffer {
    const { buffer } = Buffer.allocUnsafeSlow(unit * Math.ceil(length / unit));
    ours.add(buffer);
    return buffer;
  }

  return {
    take(length) {
      const found = free.findLastIndex(({ byteLength }) => byteLength >= length);
      const [room] = found < 0 ? [] : free.splice(found, 1);
      return new Uint8Array(room ?? fresh(length), 0, length);
    },
    giveBack({ buffer }) {
      // What came from elsewhere may be too small for any letter.
      const isOurs = buffer instanceof ArrayBuffer && ours.has(buffer);
      if (isOurs && free.length < mostKept) free.push(buffer);
    },
  };
}
