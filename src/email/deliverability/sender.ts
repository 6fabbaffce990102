// Whether mail can be from MAIL_FROM at all, as this instance sends it.
import { isLocalHost, type Config } from "../../config.ts";
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import { domainOf, isWithin } from "../letters/mail-domain.ts";

/** Domains that lend addresses to everybody, and the servers through which alone these may send. */
const lenders: readonly { domains: RegExp; servers: readonly string[] }[] = [
  { domains: /^(gmail|googlemail)\.com$/, servers: ["gmail.com", "google.com", "googlemail.com"] },
  {
    domains: /^((outlook|hotmail)\.(com|[a-z]{2}|com?\.[a-z]{2})|live\.(com|co\.uk)|msn\.com)$/,
    servers: ["outlook.com", "office365.com", "hotmail.com"],
  },
  {
    domains: /^(yahoo\.(com|[a-z]{2}|com?\.[a-z]{2})|(ymail|rocketmail|aol)\.com)$/,
    servers: ["yahoo.com", "aol.com"],
  },
  { domains: /^(icloud|me|mac)\.com$/, servers: ["me.com", "icloud.com"] },
  { domains: /^gmx\.(com|net|de|at|ch|us|fr|es|co\.uk)$/, servers: ["gmx.net", "gmx.com"] },
  { domains: /^web\.de$/, servers: ["web.de"] },
  { domains: /^(proton\.me|protonmail\.com|pm\.me)$/, servers: ["proton.me", "protonmail.ch"] },
  { domains: /^(mail|bk|list|inbox)\.ru$/, servers: ["mail.ru"] },
  { domains: /^(yandex\.(ru|com)|ya\.ru)$/, servers: ["yandex.ru", "yandex.com", "yandex.net"] },
  { domains: /^(qq|foxmail)\.com$/, servers: ["qq.com"] },
  { domains: /^(163\.com|126\.com|yeah\.net)$/, servers: ["163.com", "126.com", "yeah.net"] },
];

/** Nothing about such a domain is for this instance to mend. */
export function isLent(domain: string): boolean {
  return lenderOf(domain) !== undefined;
}

/** @param domain For which the examination was asked. */
export function checkSender(
  { MAIL_FROM, SMTP_URL }: Pick<Config, "MAIL_FROM" | "SMTP_URL">,
  domain: string,
): Finding {
  const own = domainOf(MAIL_FROM);
  const remedy = "set MAIL_FROM to an address at a domain of yours.";
  if (isLocalHost(own)) {
    return wrong(
      "sender",
      `mail is from ${MAIL_FROM}, and no receiver takes mail from localhost: ${remedy}`,
    );
  }
  if (!isWithin(own, domain)) {
    return wrong(
      "sender",
      `mail is from ${MAIL_FROM}, and not from ${domain}: set MAIL_FROM to an address there, or leave ${domain} out.`,
    );
  }
  const lender = lenderOf(own);
  if (!lender) return ok("sender", `mail is from ${MAIL_FROM}`);
  const server = SMTP_URL?.hostname ?? "another server";
  if (lender.servers.some((each) => isWithin(server, each))) {
    return warn(
      "sender",
      `mail is from ${MAIL_FROM}, and ${own} sees to the rest; but it lets a person send only so many mails a day. For more than a few readers, ${remedy}`,
    );
  }
  return wrong(
    "sender",
    `mail is from ${MAIL_FROM}, and ${own} does not let it go through ${server}, so DMARC fails and receivers refuse it: ${remedy}`,
  );
}

function lenderOf(domain: string) {
  return lenders.find(({ domains }) => domains.test(domain));
}
