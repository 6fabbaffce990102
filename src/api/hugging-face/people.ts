// People in the shape that Hugging Face's clients read: they take the name from `user`.
import { formerReader } from "../../community/readers.ts";
import type { Config } from "../../config.ts";
import { links } from "../../links.ts";
import { objectId } from "./object-id.ts";

/** What is told of the site itself. */
export type Site = Pick<Config, "SITE_NAME" | "SITE_URL">;

interface Somebody {
  id: number | null;
  name: string;
  handle: string | null;
}

/** Whoever is gone has neither number nor handle. */
export function tellPerson({ id, name, handle }: Somebody, site: Site) {
  const user = handle ?? formerReader;
  return { _id: personObjectId(id), ...named(user, name, site), type: "user" };
}

export function personObjectId(reader: number | null): string {
  return objectId(`reader ${reader}`);
}

/** Who brought what nobody in particular did: clients insist on somebody. */
export function tellSite(site: Site) {
  return { _id: objectId("site"), ...named(siteUser(site), site.SITE_NAME, site), type: "org" };
}

/** By which the site is asked for as a submitter. */
export function siteUser({ SITE_NAME }: Pick<Site, "SITE_NAME">): string {
  const words = SITE_NAME.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["site"];
  return words.join("-");
}

function named(user: string, fullname: string, { SITE_URL }: Site) {
  const avatarUrl = links.whole("/favicon.svg", SITE_URL);
  return { name: user, user, fullname, avatarUrl, isPro: false };
}
