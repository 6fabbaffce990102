// How often one address may ask for what costs something: a vote, a letter, a try to sign in.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { TooMany } from "../errors.ts";

export interface RateLimits {
  /** @throws TooMany */
  subscribe: (address: string) => Promise<void>;
  /** @throws TooMany */
  vote: (address: string) => Promise<void>;
  /** @throws TooMany */
  signIn: (address: string) => Promise<void>;
}

export function newRateLimits(): RateLimits {
  return {
    subscribe: limit({ points: 20, duration: 3600 }, "Too many subscriptions came from here"),
    vote: limit({ points: 120, duration: 60 }, "Too many votes came from here"),
    signIn: limit({ points: 20, duration: 3600 }, "Too many tries to sign in came from here"),
  };
}

function limit(options: { points: number; duration: number }, complaint: string) {
  const limiter = new RateLimiterMemory(options);
  return async (address: string) => {
    try {
      await limiter.consume(address);
    } catch (cause) {
      if (!(cause instanceof RateLimiterRes)) throw cause;
      const seconds = Math.max(1, Math.ceil(cause.msBeforeNext / 1000));
      throw new TooMany(`${complaint}. Please try again in ${inWords(seconds)}.`, seconds);
    }
  };
}

function inWords(seconds: number): string {
  if (seconds < 100) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
