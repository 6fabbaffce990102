// DMARC (RFC 9989): what the sender's domain wants done with mail that only claims to be from it.
import { ok, warn, wrong, type Finding } from "../../finding.ts";
import { isWithin } from "../letters/mail-domain.ts";
import { isDmarc, walkDmarc, type DmarcRecord } from "./dmarc-walk.ts";
import { mendedBy, type MailFinding } from "./mail-finding.ts";
import type { Names } from "./names.ts";

const policies = ["none", "quarantine", "reject"];

export async function checkDmarc(names: Names, domain: string): Promise<MailFinding[]> {
  const name = `_dmarc.${domain}`;
  const advised = `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`;
  const texts = await names.texts(name);
  const records = texts.filter(isDmarc);
  if (records.length > 1) {
    return [
      wrong(
        "dmarc",
        `${name} holds ${records.length} DMARC records, so receivers heed none: leave only one.`,
      ),
    ];
  }
  const misspelt = texts.find((text) => /dmarc/i.test(text));
  if (records.length === 0 && misspelt !== undefined) {
    const said = `${name} holds "${misspelt}", which nobody takes for DMARC: a record begins with v=DMARC1; in just this way.`;
    return [mendedBy(wrong("dmarc", said), name, advised)];
  }
  const { policy, organisation } = await walkDmarc(names, domain);
  if (!policy) {
    const said = `${domain} has no DMARC record. Gmail asks for one from about 5,000 mails a day on, and Outlook refuses such mail (550 5.7.515): add the one below, with an address that takes reports.`;
    return [mendedBy(wrong("dmarc", said), name, advised)];
  }
  return await judge(names, { policy, domain, organisation });
}

async function judge(
  names: Names,
  { policy, domain, organisation }: { policy: DmarcRecord; domain: string; organisation: string },
): Promise<Finding[]> {
  const { tags, text } = policy;
  const where = `_dmarc.${policy.domain}`;
  const wanted = tags.get("p");
  if (wanted === undefined || !policies.includes(wanted.toLowerCase())) {
    const given = wanted === undefined ? "has no p=" : `has p=${wanted}`;
    return [
      wrong(
        "dmarc",
        `${where} ${given}, so receivers may heed none of it: write p=none, p=quarantine or p=reject right after v=DMARC1.`,
      ),
    ];
  }
  const from = policy.domain === domain ? "" : ` (it holds for ${domain} as well)`;
  return [
    ok("dmarc", `${where}: ${text}${from}`),
    ...(await reports(names, { tags, where, domain: policy.domain, organisation })),
  ];
}

async function reports(
  names: Names,
  {
    tags,
    where,
    domain,
    organisation,
  }: Pick<DmarcRecord, "tags" | "domain"> & { where: string; organisation: string },
): Promise<Finding[]> {
  const addresses = (tags.get("rua") ?? "").split(",").map((each) => each.trim());
  const hosts = addresses.flatMap(
    (each) => /^mailto:[^@]+@([^!]+)/i.exec(each)?.[1]?.toLowerCase() ?? [],
  );
  if (hosts.length === 0) {
    return [
      warn(
        "dmarc",
        `${where} names nobody who gets reports, so you do not learn what fails: add rua=mailto:… with an address that reads them.`,
      ),
    ];
  }
  const findings: Finding[] = [];
  for (const host of new Set(hosts)) {
    if (isWithin(host, organisation)) continue;
    // RFC 9990, 4: who gets reports of others has to say that it wants them.
    const consent = `${domain}._report._dmarc.${host}`;
    if ((await names.texts(consent)).some(isDmarc)) continue;
    findings.push(
      warn(
        "dmarc",
        `reports to ${host} are not sent, since it does not say that it takes them: it needs the TXT record ${consent} with v=DMARC1, or let rua name an address of ${organisation}.`,
      ),
    );
  }
  return findings;
}
