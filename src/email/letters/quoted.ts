// Text as it stands in mail (quoted-printable, RFC 2045, 6.7), in pieces that are encoded once and
// put together again and again: a digest is made of cards that thousands of digests share.
import { encode, wrap } from "nodemailer/lib/qp";

// RFC 2045 allows 76 characters, the last of which may be the sign that the line goes on.
const longestLine = 75;

/** A piece of a text, which ends so that any other may follow. */
export function quoted(text: string): string {
  if (text === "") return "";
  // Most pieces are a few plain words or an address.
  if (text.length <= longestLine && /^[ -<>-~]*[!-<>-~]$/.test(text)) return `${text}=\r\n`;
  const encoded = wrap(encode(text.replaceAll(lineEnd, "\r\n")), longestLine);
  return encoded.endsWith("\r\n") ? encoded : `${encoded}=\r\n`;
}

/** RFC 5322, 2.3: no line ends in anything else. */
const lineEnd = /\r\n?|\n/g;
