// The thread that draws pictures, one after the other, so that no page waits for one. The engine and the
// fonts are read when it starts.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { initSync, Renderer } from "@takumi-rs/wasm";
import { answerAsThread } from "../../../thread.ts";
import { drawCard } from "./draw-card.ts";
import { drawIcon } from "./draw-icon.ts";
import { giveFonts } from "./fonts.ts";
import type { Picture } from "./picture.ts";

const engine = import.meta.resolve("@takumi-rs/wasm/takumi_wasm_bg.wasm");
initSync({ module: readFileSync(fileURLToPath(engine)) });
const renderer = new Renderer();
const glyphs = await giveFonts(renderer);

const skills = {
  async draw(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
    return "card" in picture
      ? await drawCard(renderer, glyphs, picture.card)
      : await drawIcon(renderer, picture.icon);
  },
};

export type DrawingSkills = typeof skills;

answerAsThread(skills, (drawn) => [(drawn as Uint8Array<ArrayBuffer>).buffer]);
