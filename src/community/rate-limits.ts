// How often one network, mail address or reader may do what costs something: a vote, a letter, a try to
// sign in.
import { RateLimiterMemory } from "rate-limiter-flexible";
import { TooMany } from "../errors.ts";
import { take } from "./take.ts";

export interface RateLimits {
  /** @throws TooMany */
  subscribe: (network: string) => Promise<void>;
  /** @throws TooMany */
  less: (network: string) => Promise<void>;
  /** @param who an address, or a reader @throws TooMany */
  vote: (who: string) => Promise<void>;
  /** @throws TooMany */
  follow: (reader: number) => Promise<void>;
  /** Whatever a reader changes, by any form. @throws TooMany */
  write: (reader: number) => Promise<void>;
  /** A comment, or another wording of one. @throws TooMany */
  comment: (reader: number) => Promise<void>;
  /** What a comment would look like: rendering costs time. @throws TooMany */
  preview: (reader: number) => Promise<void>;
  /** A vote for a comment. @throws TooMany */
  commentVote: (reader: number) => Promise<void>;
  /** One who has no cookie votes for the paper. @throws TooMany */
  newVoter: (network: string, paper: number) => Promise<void>;
  /** One whose cookie is young votes for the paper. @throws TooMany */
  youngVoter: (network: string, paper: number) => Promise<void>;
  /** Any try to sign in. @throws TooMany */
  signIn: (network: string) => Promise<void>;
  /** A letter with a link to this mail address. @throws TooMany */
  signInLetter: (mail: string) => Promise<void>;
  /** Whether a letter may go to an address that has no account here; nobody is told that it did not. */
  strangersLetter: (mail: string) => Promise<boolean>;
  /** A password is tried for this mail address. @throws TooMany */
  password: (mail: string) => Promise<void>;
  /** A passkey takes two requests, and browsers prepare one unasked. @throws TooMany */
  passkey: (network: string) => Promise<void>;
  /** A paper is looked up at strangers. @throws TooMany */
  submit: (reader: number) => Promise<void>;
  /** A claim to be an author, which may have us look at strangers' pages. @throws TooMany */
  claim: (reader: number) => Promise<void>;
  /** Changes to one's library and to what one hides. @throws TooMany */
  library: (reader: number) => Promise<void>;
  /** A whole bibliography. @throws TooMany */
  libraryImport: (reader: number) => Promise<void>;
  /** What an edition or a search has, as a bibliography. @throws TooMany */
  bibliography: (network: string) => Promise<void>;
  /** The library as a bibliography. @throws TooMany */
  exportLibrary: (reader: number) => Promise<void>;
  /** One archive of all that is a reader's. @throws TooMany */
  exportData: (reader: number) => Promise<void>;
}

// A laboratory shares an address, so some newcomers are nothing unusual; but whoever throws the cookie
// away is a newcomer each time, and must not make a paper's votes alone.
const newVotersOfPaper = 10;
const newVoters = 60;

// One press in two seconds, for an hour: nobody reads so quickly, and a script fills no disk.
const mostWrites = 1800;

/** Within an hour, with changes: more than anybody says who thinks before. */
const mostComments = 60;

/** Within an hour, of all networks together. */
const mostSubscribers = 300;

export function newRateLimits(): RateLimits {
  const newVoterOfPaper = limit(
    { points: newVotersOfPaper, duration: 3600 },
    newVotersComplaint(newVotersOfPaper, "for this paper"),
  );
  const newVoter = limit(
    { points: newVoters, duration: 3600 },
    newVotersComplaint(newVoters, "here"),
  );
  const subscriber = limit({ points: 20, duration: 3600 }, "Too many subscriptions came from here");
  // Whoever has many networks still cannot have us write to the whole world.
  const anySubscriber = limit(
    { points: mostSubscribers, duration: 3600 },
    "More people subscribed here within an hour than letters can be written to",
  );
  // E13's rule for whoever never asked: three letters a day.
  const strangersOwn = allowance({ points: 3, duration: 86_400 });
  const anyStranger = allowance({ points: mostSubscribers, duration: 3600 });
  return {
    subscribe: async (network) => {
      await subscriber(network);
      await anySubscriber("everybody");
    },
    less: limit({ points: 120, duration: 3600 }, "Too many “Less like this” came from here"),
    vote: limit({ points: 120, duration: 60 }, "Too many votes came from here"),
    follow: limit({ points: 120, duration: 60 }, "That is too much at once to follow"),
    write: limit(
      { points: mostWrites, duration: 3600 },
      `You have changed something ${mostWrites} times within an hour`,
    ),
    comment: limit(
      { points: mostComments, duration: 3600 },
      `You have written or changed ${mostComments} comments within an hour`,
    ),
    preview: limit({ points: 60, duration: 60 }, "That is too much at once to look at"),
    commentVote: limit({ points: 120, duration: 60 }, "Too many votes came from you"),
    newVoter: async (network, paper) => {
      await newVoterOfPaper(`${network} ${paper}`);
      await newVoter(network);
    },
    youngVoter: async (network, paper) => await newVoterOfPaper(`${network} ${paper}`),
    signIn: limit({ points: 4, duration: 60 }, "Too many tries to sign in came from here"),
    signInLetter: limit(
      { points: 5, duration: 3600 },
      "Too many letters were asked for this address",
    ),
    strangersLetter: async (mail) => (await strangersOwn(mail)) && (await anyStranger("everybody")),
    password: limit(
      { points: 20, duration: 3600 },
      "Too many passwords were tried for this address",
    ),
    passkey: limit({ points: 30, duration: 60 }, "Too many tries with passkeys came from here"),
    submit: limit(
      { points: 30, duration: 3600 },
      "You have looked up thirty papers within an hour",
    ),
    claim: limit(
      { points: 20, duration: 3600 },
      "You have tried twenty times within an hour to be known as an author",
    ),
    library: limit({ points: 240, duration: 60 }, "That is too much at once for your library"),
    libraryImport: limit(
      { points: 20, duration: 3600 },
      "You have imported 20 files within an hour",
    ),
    bibliography: limit(
      { points: 60, duration: 600 },
      "Too many bibliographies were asked for from here",
    ),
    exportLibrary: limit(
      { points: 60, duration: 3600 },
      "You have exported your library sixty times within an hour",
    ),
    exportData: limit({ points: 10, duration: 3600 }, "You have had ten archives within an hour"),
  };
}

function newVotersComplaint(most: number, where: string): string {
  return (
    `From your network address ${most} new readers have voted ${where} within an hour, and no more ` +
    "are counted. Whoever has voted here before still can"
  );
}

function limit(options: { points: number; duration: number }, complaint: string) {
  const limiter = new RateLimiterMemory(options);
  return async (key: string | number) => {
    const { left, seconds } = await take(limiter, key);
    if (left >= 0) return;
    throw new TooMany(`${complaint}. Please try again in ${inWords(seconds)}.`, seconds);
  };
}

/** As `limit`, for what is left undone without a word. */
function allowance(options: { points: number; duration: number }) {
  const limiter = new RateLimiterMemory(options);
  return async (key: string) => (await take(limiter, key)).left >= 0;
}

function inWords(seconds: number): string {
  if (seconds < 100) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
