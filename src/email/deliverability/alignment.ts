// Alignment: DMARC passes where SPF or DKIM passes for a domain that belongs to the one in From.
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import { isWithin } from "../letters/mail-domain.ts";
import { walkDmarc } from "./dmarc-walk.ts";
import type { Names } from "./names.ts";

export interface Domains {
  /** In From, where readers see it. */
  author: string;
  /** Where failures are reported; it is for this one that SPF is asked. */
  envelope: string;
  /** For which mail is signed, where we know of a signature. */
  signing: string | undefined;
}

export async function checkAlignment(
  names: Names,
  { author, envelope, signing }: Domains,
): Promise<Finding[]> {
  const { policy, organisation } = await walkDmarc(names, author);
  const byDkim = signing !== undefined && (await isAligned(signing, policy?.tags.get("adkim")));
  const bySpf = await isAligned(envelope, policy?.tags.get("aspf"));

  /** @param mode `s` for strict; all else is relaxed. */
  async function isAligned(domain: string, mode = "r"): Promise<boolean> {
    if (domain === author) return true;
    if (mode.toLowerCase() === "s") return false;
    if (!policy) return isWithin(domain, author) || isWithin(author, domain);
    return organisation === (await walkDmarc(names, domain)).organisation;
  }

  const means = [
    ...(bySpf ? [`SPF (failures go to ${envelope})`] : []),
    ...(byDkim ? [`DKIM (signed as ${signing})`] : []),
  ];
  const agreed = ok("alignment", `${author} in From agrees with ${means.join(" and ")}`);
  if (bySpf) return [agreed];
  if (byDkim) {
    const said = `SPF vouches for ${envelope} and not for ${author}, so DMARC hangs on DKIM alone. Better let MAIL_BOUNCES be at ${author}.`;
    return [agreed, warn("alignment", said)];
  }
  return [
    wrong(
      "alignment",
      `nothing vouches for ${author} in From, since failures go to ${envelope}: DMARC fails. Let MAIL_BOUNCES be at ${author}, or set MAIL_DKIM_SELECTOR.`,
    ),
  ];
}
