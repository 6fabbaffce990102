// Draws the site's icon, in the colours of day, from the one that browsers show in their tabs.
import type { Renderer } from "@takumi-rs/wasm";
import { colours, type Icon } from "./picture.ts";

/** Of the width: masks leave a circle of four fifths, and the mark's corners must lie within it. */
const withinMask = 0.78;

export async function drawIcon(
  renderer: Renderer,
  { svg, size, isMaskable, format }: Icon,
): Promise<Uint8Array<ArrayBuffer>> {
  const width = isMaskable ? Math.round(size * withinMask) : size;
  return await renderer.render(
    {
      type: "container",
      style: {
        width: size,
        height: size,
        display: "flex",
        alignItems: "center",
        justifyContent: "center",
        ...(isMaskable && { backgroundColor: colours.paper }),
      },
      children: [{ type: "image", src: "icon", style: { width, height: width } }],
    },
    {
      width: size,
      height: size,
      format,
      images: [{ src: "icon", data: new TextEncoder().encode(svg) }],
    },
  );
}
