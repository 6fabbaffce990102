// The text of a page from its bytes, in the encoding that the server or the page names, or the one
// that it is in when neither tells the truth.
import { decodeText, encodingOf } from "../files/encoding.ts";

const headBytes = 1024;

export function pageText(bytes: Uint8Array, type: string): string {
  const label =
    labelIn(type) ?? labelIn(Buffer.from(bytes.subarray(0, headBytes)).toString("latin1"));
  const mark = encodingOf(bytes);
  // Many pages that say they are in UTF-8 are not, and decodeText sees it.
  if (mark !== "utf-8" || label === undefined || /^utf-?8$/i.test(label)) return decodeText(bytes);
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return decodeText(bytes);
  }
}

function labelIn(text: string): string | undefined {
  return /charset\s{0,20}=\s{0,20}["']?([\w:.-]{1,40})/i.exec(text)?.[1];
}
