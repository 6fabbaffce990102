// The letters of accounts: the link that signs somebody in.
import { randomBytes } from "node:crypto";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import type { Letter } from "./message.ts";
import { writePlainLetter } from "./plain-letter.tsx";

interface ToReader {
  letterhead: Letterhead;
  to: string;
  /** The path to follow. */
  path: string;
  now: Date;
}

export function writeSignIn({ letterhead, to, path, now }: ToReader): Letter {
  const { siteName } = letterhead;
  return writePlainLetter({
    letterhead,
    to,
    kind: "sign-in",
    name: `sign-in.${randomBytes(12).toString("hex")}`,
    date: now,
    words: {
      subject: `Sign in to ${siteName}`,
      before: [
        `Somebody, probably you, wants to sign in to ${siteName} with this address.`,
        "To do so, follow this link and press the button on its page:",
      ],
      button: { text: "Sign in", url: absolute(letterhead, path) },
      after: [
        "The link is good for ten minutes and works once. If it was not you, do nothing, and nothing happens.",
      ],
    },
  });
}
