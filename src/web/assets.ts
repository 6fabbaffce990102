// The files that browsers load, read once at the start from dist/static, each known by its hash so
// that a browser may keep it for as long as it likes.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import type { Context } from "hono";
import { NotFound } from "../errors.ts";

interface Asset {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  hash: string;
}

export type Assets = ReadonlyMap<string, Asset>;

const types = new Map([
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
]);

export function readAssets(): Assets {
  const folder = join(packageFolder(), "dist/static");
  if (!existsSync(join(folder, "broadsheet.css"))) {
    throw new Error(`The style sheet is not in ${folder}. Run: npm run build`);
  }
  const assets = new Map<string, Asset>();
  for (const name of readdirSync(folder)) {
    const type = types.get(extname(name));
    if (!type) continue;
    const body = new Uint8Array(readFileSync(join(folder, name)));
    const hash = createHash("sha256").update(body).digest("base64url").slice(0, 12);
    assets.set(name, { body, type, hash });
  }
  return assets;
}

/** This file runs from dist/ once bundled and from src/web in tests. */
function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`No package.json lies above ${import.meta.dirname}.`);
    folder = above;
  }
  return folder;
}

/** The address of a file, different whenever the file is. */
export function assetAddress(assets: Assets, name: string): string {
  return `/static/${name}?v=${assets.get(name)?.hash ?? ""}`;
}

export function sendAsset(c: Context, assets: Assets, name: string): Response {
  const asset = assets.get(name);
  if (!asset) throw new NotFound("There is no such file here.");
  const current = c.req.query("v") === asset.hash;
  return c.body(asset.body, 200, {
    "Content-Type": asset.type,
    "Cache-Control": current ? "public, max-age=31536000, immutable" : "public, max-age=3600",
  });
}
