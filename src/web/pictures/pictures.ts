// Pictures as pages ask for them: drawn beside the pages by a thread that starts with the first one,
// each once while it is remembered, however many ask.
import { TooMany } from "../../errors.ts";
import { startThread, type Thread } from "../../search/index/thread.ts";
import type { DrawingSkills } from "./drawing.thread.ts";
import type { Picture } from "./picture.ts";

export interface Pictures {
  /** @throws TooMany when many wait already. */
  draw: (picture: Picture) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Each takes a few hundredths of a second. */
const mostWaiting = 40;
/** In bytes of pictures: some three hundred cards. */
const mostRemembered = 12 * 1024 * 1024;
/** The engine and its fonts take eighty megabytes, which nobody needs between two visits of a robot. */
const idleMs = 20_000;

export function openPictures(): Pictures {
  const remembered = new Map<string, Uint8Array<ArrayBuffer>>();
  const waiting = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  let bytes = 0;
  let thread: Thread<DrawingSkills> | undefined;
  let idle: NodeJS.Timeout | undefined;

  const remember = (key: string, drawn: Uint8Array<ArrayBuffer>) => {
    remembered.set(key, drawn);
    bytes += drawn.length;
    for (const [oldest, { length }] of remembered) {
      if (bytes <= mostRemembered) break;
      remembered.delete(oldest);
      bytes -= length;
    }
  };

  const ask = async (key: string, picture: Picture) => {
    clearTimeout(idle);
    thread ??= startThread<DrawingSkills>(program, { onEnd: () => (thread = undefined) });
    try {
      const drawn = await thread.ask("draw", picture);
      remember(key, drawn);
      return drawn;
    } finally {
      waiting.delete(key);
      if (waiting.size === 0) {
        idle = setTimeout(() => {
          void thread?.stop();
          thread = undefined;
        }, idleMs).unref();
      }
    }
  };

  return {
    async draw(picture) {
      const key = JSON.stringify(picture);
      const drawn = remembered.get(key);
      if (drawn) {
        // What was asked for last is forgotten last.
        remembered.delete(key);
        remembered.set(key, drawn);
        return drawn;
      }
      let asked = waiting.get(key);
      if (!asked) {
        if (waiting.size >= mostWaiting) {
          throw new TooMany(
            "Many pictures are being drawn right now. Please try again shortly.",
            5,
          );
        }
        asked = ask(key, picture);
        waiting.set(key, asked);
      }
      return await asked;
    },
  };
}

/** Beside this file, be it a source or bundled. */
const program = new URL(
  `./drawing.thread.${import.meta.url.endsWith(".ts") ? "ts" : "mjs"}`,
  import.meta.url,
);
