// Counts what somebody does within a time, and tells what is left of it.
import { RateLimiterRes, type RateLimiterMemory } from "rate-limiter-flexible";

interface Taken {
  /** How often it may be done again; below 0 where this was too often already. */
  left: number;
  /** Until all of it may be done again; whole, and at least one. */
  seconds: number;
}

/** @param key who does it */
export async function take(limiter: RateLimiterMemory, key: string | number): Promise<Taken> {
  const { consumedPoints, msBeforeNext } = await limiter.consume(key).catch(refusal);
  return {
    left: limiter.points - consumedPoints,
    seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  };
}

/** The limiter throws its answer where it is too often. */
function refusal(cause: unknown): RateLimiterRes {
  if (cause instanceof RateLimiterRes) return cause;
  throw cause;
}
