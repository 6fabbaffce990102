// Pictures as pages ask for them: drawn beside the pages by a thread that starts with the first one,
// each once while it is remembered, however many ask.
import { TooMany } from "../../../errors.ts";
import { startThread, threadProgram, type Thread } from "../../../thread.ts";
import { remember } from "../../remember.ts";
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
  const remembered = remember<Uint8Array<ArrayBuffer>>({
    most: mostRemembered,
    sizeOf: ({ length }) => length,
  });
  const waiting = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  let thread: Thread<DrawingSkills> | undefined;
  let idle: NodeJS.Timeout | undefined;

  const ask = async (key: string, picture: Picture) => {
    clearTimeout(idle);
    thread ??= startThread<DrawingSkills>(threadProgram("drawing.thread", import.meta), {
      onEnd: () => (thread = undefined),
    });
    try {
      const drawn = await thread.ask("draw", picture);
      remembered.set(key, drawn);
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
      if (drawn) return drawn;
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
