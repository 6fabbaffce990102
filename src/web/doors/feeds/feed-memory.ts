// Feeds as they were written last: many ask for the same one every few minutes, and mostly nothing has
// changed. It also knows since when one is as it is, which no feed can tell by its entries: a comment that
// is taken away leaves none.
import { remember } from "../../remember.ts";

interface Written {
  body: string;
  /** When it became what it is, as far as is known here; whole seconds, in milliseconds since 1970. */
  since: number;
}

interface Kept {
  state: string;
  writing: Promise<Written>;
  /** Of its body in characters; 0 while it is being written. */
  size: number;
}

export type FeedMemory = ReturnType<typeof openFeedMemory>;

const mostCharacters = 16 * 1024 * 1024;

export function openFeedMemory({ most = mostCharacters } = {}) {
  const kept = remember<Kept>({ most, sizeOf: ({ size }) => size });

  /** What was written in this state; only who asks first in a state waits until `write` has written it. */
  async function recall(
    address: string,
    { state, now, write }: { state: string; now: Date; write: () => Promise<string> },
  ): Promise<Written> {
    const known = kept.get(address);
    if (known?.state === state) return await known.writing;
    const making: Kept = { state, writing: make(), size: 0 };
    kept.set(address, making);
    try {
      const written = await making.writing;
      if (kept.get(address) === making) {
        kept.set(address, { ...making, size: written.body.length });
      }
      return written;
    } catch (error) {
      if (kept.get(address) === making) kept.delete(address);
      throw error;
    }

    async function make(): Promise<Written> {
      const before = await known?.writing.catch(() => undefined);
      const body = await write();
      if (body === before?.body) return before;
      // A date of HTTP has no parts of a second: what changes twice within one is dated by the next.
      const second = Math.floor(now.getTime() / 1000) * 1000;
      return { body, since: Math.max(second, (before?.since ?? 0) + 1000) };
    }
  }

  return { recall };
}
