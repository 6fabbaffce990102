import { expect, test } from "vitest";
import { openNameServer } from "../../../fixtures/name-server.ts";
import { checkAlignment, type Domains } from "./alignment.ts";
import { walkDmarc } from "./dmarc-walk.ts";
import { checkDmarc } from "./dmarc.ts";
import { openNames } from "./names.ts";

async function look(domain: string, ...records: string[]) {
  const names = await openNameServer(...records);
  const found = await checkDmarc(openNames([names.address]), domain);
  return { said: found.map(({ state, said }) => `${state}: ${said}`), found };
}

test("a record with a policy and an address for reports is in order", async () => {
  const text = "v=DMARC1; p=quarantine; rua=mailto:dmarc@example.org!10m";
  const { said } = await look("example.org", `_dmarc.example.org TXT ${text}`);
  expect(said).toEqual([`ok: _dmarc.example.org: ${text}`]);
});

test("the record of the organisation holds for a domain below it", async () => {
  const text = "v=DMARC1; p=none; rua=mailto:a@example.org";
  const { said } = await look("news.papers.example.org", `_dmarc.example.org TXT ${text}`);
  expect(said).toEqual([
    `ok: _dmarc.example.org: ${text} (it holds for news.papers.example.org as well)`,
  ]);
});

test("where there is none, the one to add is given, and what Gmail and Outlook do without", async () => {
  const { said, found } = await look("example.org", "_dmarc.example.org TXT hello");
  expect(said).toEqual([
    expect.stringMatching(/^wrong: example.org has no DMARC record.*5,000.*550 5\.7\.515/),
  ]);
  expect(found[0]!.record).toEqual({
    name: "_dmarc.example.org",
    type: "TXT",
    value: "v=DMARC1; p=none; rua=mailto:postmaster@example.org",
  });
});

test.each([
  [["v=DMARC1; p=none", "v=DMARC1; p=reject"], /^wrong: .*holds 2 DMARC records.*leave only one/],
  [["v=dmarc1; p=none"], /^wrong: .*nobody takes for DMARC/],
  [["v=DMARC1"], /^wrong: .*has no p=.*p=none, p=quarantine or p=reject/],
  [["v=DMARC1; p=monitor; rua=mailto:a@example.org"], /^wrong: .*has p=monitor/],
  [["v=DMARC1; p=none"], /^warn: .*names nobody who gets reports.*rua=mailto:/m],
  [["v=DMARC1; p=none; rua=a@example.org"], /^warn: .*names nobody who gets reports/m],
])("%j is told", async (texts, told) => {
  const { said } = await look(
    "example.org",
    ...texts.map((text) => `_dmarc.example.org TXT ${text}`),
  );
  expect(said.join("\n")).toMatch(told);
});

test("reports to somebody else need that one's consent", async () => {
  const own = "_dmarc.example.org TXT v=DMARC1; p=none; rua=mailto:a@reports.example.net";
  const consent = "example.org._report._dmarc.reports.example.net TXT v=DMARC1";
  expect((await look("example.org", own, consent)).said).toHaveLength(1);
  expect((await look("example.org", own)).said.at(-1)).toMatch(
    /^warn: reports to reports.example.net are not sent.*example.org._report._dmarc.reports.example.net/,
  );
});

test.each([
  ["example.org", [], "example.org"],
  ["a.example.org", ["_dmarc.example.org TXT v=DMARC1; p=none"], "example.org"],
  ["a.example.org", ["_dmarc.a.example.org TXT v=DMARC1; p=none"], "a.example.org"],
  [
    "b.a.example.org",
    ["_dmarc.a.example.org TXT v=DMARC1; psd=n", "_dmarc.example.org TXT v=DMARC1; p=none"],
    "a.example.org",
  ],
  ["a.example.bank", ["_dmarc.bank TXT v=DMARC1; p=reject; psd=y"], "example.bank"],
  ["1.2.3.4.5.6.7.8.example.org", ["_dmarc.example.org TXT v=DMARC1; p=none"], "example.org"],
])("%s belongs, where DNS holds %j, to %s", async (domain, records, organisation) => {
  const names = await openNameServer(...records);
  expect((await walkDmarc(openNames([names.address]), domain)).organisation).toBe(organisation);
});

async function align(domains: Domains, ...records: string[]) {
  const names = await openNameServer(...records);
  const found = await checkAlignment(openNames([names.address]), domains);
  return found.map(({ state, said }) => `${state}: ${said}`);
}

const author = "papers.example.org";
const relaxed = "_dmarc.example.org TXT v=DMARC1; p=reject";
const strict = "_dmarc.example.org TXT v=DMARC1; p=reject; aspf=s";

test("the sender is vouched for where failures go to its own domain, or to one of its organisation", async () => {
  for (const envelope of [author, "bounces.example.org"]) {
    expect(await align({ author, envelope, signing: undefined }, relaxed)).toEqual([
      `ok: ${author} in From agrees with SPF (failures go to ${envelope})`,
    ]);
  }
  expect(await align({ author, envelope: "b.papers.example.org", signing: author })).toEqual([
    `ok: ${author} in From agrees with SPF (failures go to b.papers.example.org) and DKIM (signed as ${author})`,
  ]);
});

test("a strict domain is not vouched for by another of its organisation", async () => {
  expect(
    await align({ author, envelope: "bounces.example.org", signing: undefined }, strict),
  ).toEqual([
    expect.stringMatching(/^wrong: nothing vouches for papers.example.org in From.*MAIL_BOUNCES/),
  ]);
});

test("where failures go to a stranger, a signature has to vouch alone", async () => {
  const envelope = "bounces.example.net";
  expect(await align({ author, envelope, signing: author }, relaxed)).toEqual([
    `ok: ${author} in From agrees with DKIM (signed as ${author})`,
    expect.stringMatching(/^warn: .*DMARC hangs on DKIM alone/),
  ]);
  expect(await align({ author, envelope, signing: undefined }, relaxed)).toEqual([
    expect.stringMatching(/^wrong: .*DMARC fails.*MAIL_DKIM_SELECTOR/),
  ]);
});
