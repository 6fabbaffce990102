// The site as a web app: its manifest (W3C, Web Application Manifest), its icons, and the worker that keeps
// editions for reading offline.
import type { Context } from "hono";
import { isKnown } from "../../../conditional.ts";
import { NotFound } from "../../../errors.ts";
import { links } from "../../../links.ts";
import { assetAddress } from "../../assets.ts";
import type { Handler, Web } from "../../context.ts";
import { colours, type Icon } from "../pictures/picture.ts";

const iconSizes = [192, 512];
const daily = "public, max-age=86400";

export function sendManifest(c: Context, { config }: Web): Response {
  const { SITE_NAME: name, SITE_MOTTO: description } = config;
  const shortcut = (name: string, url: string) => ({ name, url });
  const manifest = {
    id: links.home,
    name,
    short_name: shortName(name),
    description,
    lang: "en",
    dir: "ltr",
    start_url: links.home,
    scope: links.home,
    display: "standalone",
    theme_color: colours.paper,
    background_color: colours.paper,
    categories: ["education", "news", "books"],
    icons: iconSizes.flatMap((size) =>
      (["any", "maskable"] as const).map((purpose) => ({
        src: links.icon(size, purpose === "maskable"),
        sizes: `${size}x${size}`,
        type: "image/png",
        purpose,
      })),
    ),
    shortcuts: [
      shortcut("Today", links.home),
      shortcut("Search", links.search()),
      shortcut("Library", links.library),
      shortcut("Trending", links.trending),
    ],
    share_target: {
      action: links.share,
      method: "GET",
      enctype: "application/x-www-form-urlencoded",
      params: { title: "title", text: "text", url: "url" },
    },
  };
  const body = JSON.stringify(manifest);
  if (isKnown(c, { state: body, caching: daily })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": "application/manifest+json" });
}

/** The words that launchers show whole. */
function shortName(name: string): string {
  if (name.length <= 12) return name;
  return /^.{1,12}(?=\s)/su.exec(name)?.[0].trim() ?? name.slice(0, 12).trim();
}

/** Of the sizes that there are; the smallest is for feeds, since RSS shows none above 144. */
export async function sendIcon(c: Context, web: Web): Promise<Response> {
  const [, maskable, size] =
    /^(maskable-)?(96|192|512)\.png$/.exec(c.req.param("name") ?? "") ?? [];
  if (size === undefined) throw new NotFound("There is no icon at this address.");
  return await sendDrawn(c, web, { size: Number(size), isMaskable: !!maskable, format: "png" });
}

/** At the addresses where browsers look for one unasked. */
export function sendIconAs(icon: Omit<Icon, "svg">): Handler {
  return (c, web) => sendDrawn(c, web, icon);
}

async function sendDrawn(
  c: Context,
  { assets, pictures }: Web,
  icon: Omit<Icon, "svg">,
): Promise<Response> {
  const svg = new TextDecoder().decode(assets.get("favicon.svg")!.body);
  const drawn = await pictures.draw({ icon: { svg, ...icon } });
  const type = icon.format === "ico" ? "image/vnd.microsoft.icon" : "image/png";
  if (isKnown(c, { state: drawn, caching: daily })) return c.body(null, 304);
  return c.body(drawn, 200, { "Content-Type": type });
}

/** Asked for anew at every visit, so that what was deployed is what runs. */
export function sendWorker(c: Context, { assets, config }: Web): Response {
  const worker = assets.get("worker.js");
  if (!worker) throw new NotFound("There is no worker here.");
  const given = {
    isOn: config.OFFLINE,
    version: worker.hash,
    files: ["broadsheet.css", "broadsheet.js"].map((name) => assetAddress(assets, name)),
    offline: links.offline,
  };
  const body = `self.broadsheet = ${JSON.stringify(given)};\n${new TextDecoder().decode(worker.body)}`;
  if (isKnown(c, { state: body, caching: "no-cache" })) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": "text/javascript; charset=utf-8" });
}
