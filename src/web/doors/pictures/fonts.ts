// The fonts of the pictures: one book face in the parts in which it is packed, and behind it one for
// mathematics.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Renderer } from "@takumi-rs/wasm";
import { glyphsOf } from "./glyphs.ts";

const parts = ["latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext", "vietnamese"];

const files = [
  ...parts.flatMap((part) =>
    [400, 700].map((weight) => ({
      // Each part is a family of its own: of one family the engine asks a single file.
      family: `Serif-${part}`,
      weight,
      file: `@fontsource/source-serif-4/files/source-serif-4-${part}-${weight}-normal`,
    })),
  ),
  {
    family: "Mathematics",
    weight: 400,
    file: "@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal",
  },
];

/** As CSS writes it, first come first served. */
export const fontFamily = [...new Set(files.map(({ family }) => family))].join(", ");

/** @returns the code points of all glyphs that one of them has. */
export async function giveFonts(renderer: Renderer): Promise<Set<number>> {
  const glyphs = new Set<number>();
  for (const { family, weight, file } of files) {
    // The engine reads the newer packing, which we do not.
    const data = read(`${file}.woff2`);
    await renderer.registerFont({ name: family, weight, style: "normal", data });
    for (const point of glyphsOf(read(`${file}.woff`))) glyphs.add(point);
  }
  return glyphs;
}

function read(file: string): Buffer {
  return readFileSync(fileURLToPath(import.meta.resolve(file)));
}
