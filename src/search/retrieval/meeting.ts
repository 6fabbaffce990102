// Whether two words stand together anywhere in a paper: most phrases are two words, and most papers
// tell it by the first few positions.
import type { PositionReader } from "../segments/position-reader.ts";
import type { Shape } from "./starts.ts";

const before = -(1 << 17);

/** Whether a phrase may begin at the same place by both words. */
export function meet(
  { bytes, at, end }: PositionReader,
  { shift, offset }: Shape,
  other: PositionReader,
  otherShape: Shape,
): boolean {
  const otherBytes = other.bytes;
  const otherEnd = other.end;
  const ahead = otherShape.offset;
  let otherAt = other.at;
  let position = 0;
  let otherPosition = 0;
  let start = before;
  let otherStart = before;
  do {
    // Whichever is behind goes on.
    if (start <= otherStart) {
      if (at === end) return false;
      let byte = bytes[at++]!;
      position += byte & 127;
      for (let more = 7; byte > 127; more += 7) {
        byte = bytes[at++]!;
        position += (byte & 127) << more;
      }
      start = (position >> shift) - offset;
    } else {
      if (otherAt === otherEnd) return false;
      let byte = otherBytes[otherAt++]!;
      otherPosition += byte & 127;
      for (let more = 7; byte > 127; more += 7) {
        byte = otherBytes[otherAt++]!;
        otherPosition += (byte & 127) << more;
      }
      otherStart = (otherPosition >> shift) - ahead;
    }
  } while (start !== otherStart);
  return true;
}
