// What Hugging Face's clients know things by: 24 hexadecimal digits, the same every time.
import { createHash } from "node:crypto";

export function objectId(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}

const ofComments = objectId("comments").slice(0, 12);

/** Of a comment, whose number can be read from it again. */
export function commentObjectId(id: number): string {
  return ofComments + id.toString(16).padStart(12, "0");
}

/** The number of the comment; `undefined` of what is no comment's. */
export function readCommentId(written: string): number | undefined {
  const isOurs = /^[0-9a-f]{24}$/.test(written) && written.startsWith(ofComments);
  return isOurs ? Number.parseInt(written.slice(12), 16) : undefined;
}
