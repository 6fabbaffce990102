// What is looked at of a message that anybody can have written: enough for every report, and little
// enough that none keeps the program busy. Parsing takes time and memory for each line, and for a
// long text in HTML more than that.

/** So much of a message is looked at: a report stands before what it returns. */
export const mostBytes = 2 * 1024 * 1024;
const mostLines = 20_000;
/** Of each part its start: of what is returned, only the header is of interest. */
const mostOfPart = 64 * 1024;

const dash = 0x2d;
const lineFeed = 0x0a;

export function excerptOf(message: Uint8Array): Uint8Array {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const { length } = bytes.subarray(0, mostBytes);
  const kept: Uint8Array[] = [];
  let ofPart = 0;
  for (let start = 0; start < length && kept.length < mostLines;) {
    const end = Math.min(bytes.indexOf(lineFeed, start) + 1 || length, length);
    const line = bytes.subarray(start, end);
    start = end;
    // It may be where the next part begins.
    if (line[0] === dash && line[1] === dash) ofPart = 0;
    ofPart += line.length;
    if (ofPart <= mostOfPart) kept.push(line);
  }
  return Buffer.concat(kept);
}
