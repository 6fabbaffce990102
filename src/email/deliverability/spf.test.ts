import { expect, test } from "vitest";
import { openNameServer } from "../../../fixtures/name-server.ts";
import { openNames, type Relay } from "./names.ts";
import { checkSpf } from "./spf.ts";

const relay: Relay = {
  host: "mail.example.org",
  url: new URL("smtp://mail.example.org"),
  addresses: ["203.0.113.5"],
};

/** What is said, each with its state before it, where DNS holds these records. */
async function look(records: string[], server: Relay | "local" | undefined = relay) {
  const names = await openNameServer("mail.example.org A 203.0.113.5", ...records);
  const found = await checkSpf(openNames([names.address]), {
    domain: "example.org",
    relay: server,
    siteHost: "papers.example.org",
  });
  return { said: found.map(({ state, said }) => `${state}: ${said}`), found, asked: names.asked };
}

test("a record that lets the mail server send is in order", async () => {
  const { said } = await look(["example.org TXT v=spf1 ip4:203.0.113.0/28 -all"]);
  expect(said).toEqual([
    "ok: example.org: v=spf1 ip4:203.0.113.0/28 -all",
    "ok: example.org lets mail.example.org send (203.0.113.5)",
  ]);
});

test("where there is none, the record to add names the server that sends", async () => {
  const texts = ["example.org TXT google-site-verification=abc", "example.org TXT v=spf10 -all"];
  const { said, found } = await look(texts);
  expect(said).toEqual([expect.stringMatching(/^wrong: example.org has no SPF record/)]);
  expect(found[0]!.record).toEqual({
    name: "example.org",
    type: "TXT",
    value: "v=spf1 a:mail.example.org ~all",
  });
  const own = await look([], "local");
  expect(own.found[0]!.record!.value).toBe("v=spf1 a:papers.example.org ~all");
  const numbered = await look([], { ...relay, host: "2001:db8::5" });
  expect(numbered.found[0]!.record!.value).toBe("v=spf1 ip6:2001:db8::5 ~all");
});

test("two records are wrong, since receivers heed none", async () => {
  const { said } = await look(["example.org TXT v=spf1 mx ~all", "example.org TXT v=spf1 a ~all"]);
  expect(said).toEqual([expect.stringMatching(/^wrong: example.org has 2 SPF records.*one/)]);
});

test.each([
  ["itself", ["example.org TXT v=spf1 mx +all"]],
  ["itself, in short", ["example.org TXT v=spf1 all"]],
  ["what it includes", ["example.org TXT v=spf1 include:a.net -all", "a.net TXT v=spf1 all"]],
  ["where it leads", ["example.org TXT v=spf1 redirect=a.net", "a.net TXT v=spf1 +all"]],
])("a record that lets everybody send by %s is wrong", async (_, records) => {
  const { said } = await look(records);
  expect(said.join("\n")).toMatch(/^wrong: \S+ lets everybody send \(\+all\).*~all or -all/m);
});

test("a record that makes receivers ask more than ten times is wrong, counted through all includes", async () => {
  const nine = Array.from({ length: 9 }, (_, index) => `a:mail${index}.example.net`).join(" ");
  const hosts = Array.from({ length: 9 }, (_, index) => `mail${index}.example.net A 198.51.100.1`);
  const eleven = await look([
    "example.org TXT v=spf1 mx include:_spf.example.net ~all",
    "example.org MX 10 mail.example.org",
    `_spf.example.net TXT v=spf1 ${nine} ~all`,
    ...hosts,
  ]);
  expect(eleven.said).toEqual([expect.stringMatching(/^wrong: .*ask DNS 11 times.*10 they give/)]);
  const ten = await look([
    "example.org TXT v=spf1 ip4:203.0.113.5 include:_spf.example.net ~all",
    `_spf.example.net TXT v=spf1 ${nine} ~all`,
    ...hosts,
  ]);
  expect(ten.said.join()).not.toContain("wrong");
});

test("records that include each other end", async () => {
  const { said, asked } = await look([
    "example.org TXT v=spf1 include:a.net ~all",
    "a.net TXT v=spf1 include:example.org ~all",
  ]);
  expect(said.join()).toMatch(/wrong: .*ask DNS 40 times/);
  expect(asked.length).toBeLessThan(10);
});

test.each([
  ["203.0.113.5", "a/32"],
  ["203.0.113.5", "a:mail.example.org"],
  ["203.0.113.77", "a:mail.example.org/24"],
  ["203.0.113.5", "mx"],
  ["203.0.113.5", "include:_spf.example.net"],
  ["203.0.113.5", "exists:mail.example.org"],
  ["2001:db8::7", "ip6:2001:db8::/32"],
  ["2001:db8::7", "a:six.example.org/24//64"],
  ["203.0.113.5", "?ip4:198.51.100.0/24 -ip4:192.0.2.0/24 ip4:203.0.113.5"],
])("it is seen that %s may send by %s", async (address, terms) => {
  const records = [
    `example.org TXT v=spf1 ${terms} ~all`,
    "example.org A 203.0.113.5",
    "example.org MX 10 mail.example.org",
    "six.example.org AAAA 2001:db8::5",
    "_spf.example.net TXT v=spf1 redirect=all.example.net",
    "all.example.net TXT v=spf1 ip4:203.0.113.0/24 -all",
  ];
  const { said } = await look(records, { ...relay, addresses: [address] });
  expect(said.at(-1)).toMatch(/^ok: example.org lets mail.example.org send/);
});

test.each(["-ip4:203.0.113.5 ip4:203.0.113.0/24", "ip4:203.0.113.6", "include:no.example.net"])(
  "a server that may not send by %s is a warning, since others may deliver for it",
  async (terms) => {
    const { said } = await look([
      `example.org TXT v=spf1 ${terms} ~all`,
      "no.example.net TXT v=spf1 ip4:198.51.100.1 +ip4:198.51.100.2 -all",
    ]);
    expect(said.at(-1)).toMatch(
      /^warn: example.org does not let 203.0.113.5 send.*add a:mail.example.org before the end/,
    );
  },
);

test("what depends on the single mail is not judged, and said", async () => {
  const { said } = await look(["example.org TXT v=spf1 exists:%{i}._spf.example.net ptr ~all"]);
  expect(said.at(-1)).toMatch(/^warn: .*was not judged/);
});

test.each([
  ["ip4:203.0.113.300", /"ip4:203.0.113.300" at example.org/],
  ["ip4:203.0.113.0/33", /"ip4:203.0.113.0\/33"/],
  ["ipv4:203.0.113.5", /"ipv4:203.0.113.5"/],
  ["include:", /"include:"/],
  ["include:nothing.example.net", /include leads to nothing.example.net, which has no SPF record/],
])("a record with %s is broken, and the part is named", async (term, named) => {
  const { said } = await look([`example.org TXT v=spf1 ${term} ~all`]);
  expect(said[0]).toMatch(/^wrong: the record of example.org is broken for every receiver/);
  expect(said[0]).toMatch(named);
});

test("names without an address are wrong when they are more than two", async () => {
  const { said } = await look(["example.org TXT v=spf1 a:x.net a:y.net a:z.net ~all"]);
  expect(said).toEqual([expect.stringMatching(/^wrong: .*3 names that have no address/)]);
});

test.each(["", " ?all"])("a record that ends in nothing%s is a warning", async (end) => {
  const { said } = await look([`example.org TXT v=spf1 ip4:203.0.113.5${end}`]);
  expect(said).toContainEqual(expect.stringMatching(/^warn: .*says nothing about other senders/));
});
