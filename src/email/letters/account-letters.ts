// The letters of accounts: the link that signs somebody in, a new address, and what its reader should
// know of.
import { randomBytes } from "node:crypto";
import { links } from "../../links.ts";
import type { Letterhead } from "./letterhead.ts";
import { absolute } from "./mail-links.ts";
import type { Letter } from "./message.ts";
import { writePlainLetter, type Words } from "./plain-letter.tsx";

interface ToReader {
  letterhead: Letterhead;
  to: string;
  /** The path to follow. */
  path: string;
  now: Date;
}

export function writeSignIn({ letterhead, to, path, now }: ToReader): Letter {
  const { siteName } = letterhead;
  return write(
    "sign-in",
    { letterhead, to, now },
    {
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
  );
}

/** To somebody for whom the owner made an account; it needs no token, and so is good for ever. */
export function writeWelcome({ letterhead, to, path, now }: ToReader): Letter {
  const { siteName } = letterhead;
  return write(
    "invitation",
    { letterhead, to, now },
    {
      subject: `You have an account at ${siteName}`,
      before: [
        `The owner of ${siteName} made an account for you there, with this address.`,
        "To sign in, follow this link and write the address; a letter with a way in comes at once:",
      ],
      button: { text: "Sign in", url: absolute(letterhead, path) },
      after: ["If you want none, do nothing; nothing more comes by itself."],
    },
  );
}

export function writeNewAddress({ letterhead, to, path, now }: ToReader): Letter {
  const { siteName } = letterhead;
  return write(
    "confirmation",
    { letterhead, to, now },
    {
      subject: `Your new address at ${siteName}`,
      before: [
        `Somebody, probably you, wants this to be the address of an account at ${siteName}.`,
        "If so, follow this link and press the button on its page. Until then nothing changes:",
      ],
      button: { text: "Use this address", url: absolute(letterhead, path) },
      after: ["The link is good for an hour. If it was not you, do nothing, and nothing happens."],
    },
  );
}

type Notice = Omit<ToReader, "path">;

/** To the address that an account had. */
export function writeAddressChanged({ letterhead, to, now }: Notice): Letter {
  const { siteName, from } = letterhead;
  return write(
    "notice",
    { letterhead, to, now },
    {
      subject: `Your address at ${siteName} was changed`,
      before: [
        `The account at ${siteName} that had this address has another one now, as somebody who was signed in to it wished.`,
        "From now on, links to sign in go there, and nothing more comes here.",
      ],
      after: [
        `If it was you, there is nothing to do. If it was not, write to the people of ${siteName}, at ${from}.`,
      ],
    },
  );
}

/** `browser`: `Firefox on Linux`; `when`: `on Friday 27 March 2026 at 07:12 UTC`. */
export function writeSignInNotice({
  browser,
  when,
  ...notice
}: Notice & { browser: string; when: string }): Letter {
  const { letterhead } = notice;
  const { siteName } = letterhead;
  return write("notice", notice, {
    subject: `A new browser at ${siteName}`,
    before: [
      `Somebody signed in to your account at ${siteName} ${when}, on a browser that was not here before: ${browser}.`,
      "If it was you, there is nothing to do. If it was not, sign that browser out in your settings:",
    ],
    button: { text: "Settings", url: absolute(letterhead, links.settings) },
    after: ["You asked for these letters, and can end them there."],
  });
}

/** `changed`: `Your password was changed`. It comes to everybody, asked for or not. */
export function writeWayInChanged({ changed, ...notice }: Notice & { changed: string }): Letter {
  const { letterhead } = notice;
  const { siteName, from } = letterhead;
  return write("notice", notice, {
    subject: `${changed} at ${siteName}`,
    before: [
      `${changed} at ${siteName}, by somebody who was signed in to your account.`,
      "If it was you, there is nothing to do. If it was not, sign other browsers out in your settings, and take away there what is not yours:",
    ],
    button: { text: "Settings", url: absolute(letterhead, links.settings) },
    after: [`If you cannot get in any more, write to the people of ${siteName}, at ${from}.`],
  });
}

type Kind = "sign-in" | "invitation" | "confirmation" | "notice";

function write(kind: Kind, { letterhead, to, now }: Notice, words: Words): Letter {
  const name = `${kind}.${randomBytes(12).toString("hex")}`;
  return writePlainLetter({ letterhead, to, kind, name, date: now, words });
}
