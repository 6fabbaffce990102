// A message as SMTP carries it (RFC 5321, 4.5.2): a dot that begins a line is doubled, and a dot alone ends
// the message. Every line ends in CRLF: a server that took anything else for a line's end would see the end
// of one message, and another from whoever wrote it, where we see text.

const [lf, cr, dot] = [0x0a, 0x0d, 0x2e];
const lineWithDot = Buffer.from("\n.");
const end = Buffer.from(".\r\n");
/** Most messages need no more. */
const usualRoom = 128 * 1024;

/**
 * Puts messages into the same room one after the other, since fresh room for each costs more time than
 * to fill it: what it gave holds until it is asked again.
 */
export function openWire(): (raw: Uint8Array) => Uint8Array {
  let room = Buffer.allocUnsafeSlow(usualRoom);
  return (raw) => {
    const message = inCrlf(raw);
    // Each dot follows a line's end, so there are at most half as many as there are bytes.
    const most = Math.ceil(1.5 * message.length) + 2 + end.length;
    if (room.length < most) room = Buffer.allocUnsafeSlow(most);
    return room.subarray(0, write(message, room));
  };
}

/** @returns how many bytes it wrote. */
function write(message: Buffer, room: Buffer): number {
  let [from, to] = [0, 0];
  const copy = (until: number) => {
    room.set(message.subarray(from, until), to);
    to += until - from;
    from = until;
  };
  if (message[0] === dot) room[to++] = dot;
  for (let at = message.indexOf(lineWithDot); at >= 0; at = message.indexOf(lineWithDot, from)) {
    copy(at + 1);
    room[to++] = dot;
  }
  copy(message.length);
  if (message.at(-1) !== lf) to += room.write("\r\n", to, "latin1");
  room.set(end, to);
  return to + end.length;
}

/** The same where it is so already. */
function inCrlf(raw: Uint8Array): Buffer {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  if (isInCrlf(bytes)) return bytes;
  return Buffer.from(bytes.toString("latin1").replaceAll(/\r\n?|\n/g, "\r\n"), "latin1");
}

function isInCrlf(bytes: Buffer): boolean {
  if (bytes.byteOffset % 4 !== 0) return isInCrlf(Buffer.from(new Uint8Array(bytes).buffer));
  // Four at a time, for line ends are few: a word without a byte below 14 holds none.
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (((word - 0x0e0e0e0e) & ~word & 0x80808080) === 0) continue;
    if (!areInCrlf(bytes, 4 * index, 4 * index + 4)) return false;
  }
  return areInCrlf(bytes, 4 * words.length, bytes.length);
}

function areInCrlf(bytes: Buffer, from: number, until: number): boolean {
  for (let at = from; at < until; at++) {
    if (bytes[at] === lf && bytes[at - 1] !== cr) return false;
    if (bytes[at] === cr && bytes[at + 1] !== lf) return false;
  }
  return true;
}
