// The addresses of webhooks, which the owner alone adds.
import { isLocalHost } from "../../config.ts";
import { Invalid } from "../../errors.ts";

const longest = 2000;

export function isWebAddress(written: string): boolean {
  return /^https?:/i.test(written.trim());
}

/** @throws Invalid with a sentence for the owner. */
export function parseWebhookAddress(written: string): string {
  const url = URL.parse(written.trim());
  if (!url || url.hostname === "") throw new Invalid("This is no address of a webhook.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocalHost(url.hostname))) {
    throw new Invalid(
      "A webhook's address begins with https://; http:// will do on this machine alone (http://localhost…).",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new Invalid(
      "A webhook's address holds no user and no password; the signature says who sends.",
    );
  }
  url.hash = "";
  if (url.href.length > longest) {
    throw new Invalid(`A webhook's address has at most ${longest} characters.`);
  }
  return url.href;
}
