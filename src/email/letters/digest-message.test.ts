import { simpleParser, type ParsedMail } from "mailparser";
import { expect, test } from "vitest";
import { sayingOfAll } from "../../../fixtures/judgements.ts";
import {
  composeIn,
  lettersTo,
  openOffice,
  subscribe,
  type Office,
} from "../../../fixtures/mail-office.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import type { SavedSection } from "../../search/sections.ts";
import type { PaperRecord } from "../../papers/paper.ts";
import { findSubscription } from "../subscriptions/subscriptions.ts";

async function digestOf(
  papers: PaperRecord[],
  { siteName = "Broadsheet", saved = [] }: { siteName?: string; saved?: SavedSection[] } = {},
): Promise<{ mail: ParsedMail; raw: string; office: Office }> {
  const office = await openOffice(papers);
  office.letterhead.siteName = siteName;
  await subscribe(office, "ada@university.edu");
  await composeIn(office, {
    saved,
    judge: sayingOfAll(
      { kind: "authors", text: "authors picked 4 times before", share: 0.9 },
      { kind: "links", text: "code", share: 0.3 },
      { kind: "category", text: "in math.NT", share: 0.2 },
      { kind: "form", text: "a long title", share: 0.1 },
    ),
  });
  const [letter] = await lettersTo(office, { kind: "digest" });
  const raw = Buffer.from(letter!);
  return { mail: await simpleParser(raw), raw: raw.toString(), office };
}

function headersOf(raw: string): string[] {
  return raw
    .slice(0, raw.indexOf("\r\n\r\n"))
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
}

const curves = aPaper({
  identifier: "arxiv:2603.25001",
  title: String.raw`Quadratic Codes over $\mathbb{Z}_{121}$ \& Beyond`,
  abstract: String.raw`The error falls as $k^{-2/d}$. It is 79.6\% of Erd\H{o}s' bound.`,
  authors: ["Ada Lindqvist", "Ben Okafor", "C. Marsh", "D. Noor", "E. Vance"],
  categories: ["cs.IT", "math.NT"],
  codeUrl: "https://github.com/ada/codes",
  projectUrl: "https://ada.example.org/codes?a=1&b=2",
});

test("the headers are those that receivers ask for, each once, and the unsubscribe link is whole", async () => {
  const { raw, office } = await digestOf([curves]);
  const headers = headersOf(raw);
  const names = headers.map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
  expect(names.toSorted()).toEqual([
    "auto-submitted",
    "content-type",
    "date",
    "feedback-id",
    "from",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "message-id",
    "mime-version",
    "subject",
    "to",
  ]);
  expect(headers).toContain("From: Broadsheet <papers@example.org>");
  expect(headers).toContain("To: ada@university.edu");
  expect(headers).toContainEqual(
    expect.stringMatching(/^Message-ID: <digest\.2026-03-27\.1\.[0-9a-f]{12}@example\.org>$/),
  );
  expect(headers).toContain("Date: Fri, 27 Mar 2026 08:00:00 +0000");
  expect(headers).toContain('List-Id: "Broadsheet" <digest.example.org>');
  expect(headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  // Not folded: one line, as written.
  const [, token] =
    /^List-Unsubscribe: <https:\/\/papers\.example\.org\/unsubscribe\/([\w.-]+)>\r$/m.exec(raw)!;
  const { secret } = office.letterhead;
  const found = await findSubscription(office.db, {
    secret,
    purpose: "unsubscribe",
    token: token!,
  });
  expect(found?.address).toBe("ada@university.edu");
  expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test("the text part stands alone, mathematics readable", async () => {
  const { mail } = await digestOf([curves]);
  expect(mail.subject).toBe("Quadratic Codes over ℤ₁₂₁ & Beyond · 27 March");
  expect(mail.text?.replaceAll(/\d\.[\w-]{32}/g, "…")).toBe(`Broadsheet
Friday 27 March 2026
1 paper

1. Quadratic Codes over ℤ₁₂₁ & Beyond
   Ada Lindqvist, Ben Okafor, C. Marsh and 2 more · cs.IT

   The error falls as k^(-2/d). It is 79.6% of Erdős' bound.

   Why: authors picked 4 times before · code
   Read: https://papers.example.org/papers/2603.25001
   Code: https://github.com/ada/codes
   Project: https://ada.example.org/codes?a=1&b=2
   Less like this: https://papers.example.org/subscription/…/less/2603.25001

That was today. Nothing else needs you until Monday.

-- 
You asked for this on 26 March 2026 with ada@university.edu: weekdays at
07:00, UTC. No opens or clicks are counted.
Read on the web: https://papers.example.org/letters/…/2026-03-27
Change what you get: https://papers.example.org/subscription/…
Pause: https://papers.example.org/subscription/…#pause
Unsubscribe: https://papers.example.org/unsubscribe/…
`);
});

test("the HTML part says why, needs no image, and follows light and dark", async () => {
  const { mail } = await digestOf([curves]);
  const html = String(mail.html);
  expect(html).toMatch(/WHY\s*<\/span>.*authors picked 4 times before · code/s);
  expect(html).toContain('href="https://ada.example.org/codes?a=1&amp;b=2"');
  expect(html).toContain("<sub>121</sub>");
  expect(html).toContain("prefers-color-scheme: dark");
  expect(html).not.toMatch(/<(img|script|link|iframe|form)\b|url\(|@import/i);
  expect(html).toContain("That was today.");
});

const hostile = [
  '"><script>alert(1)</script>',
  "<img src=x onerror=alert(1)>",
  "Title\r\nBcc: eve@example.org\r\n\r\n<b>body</b>",
  "Title\u2028Bcc: eve@example.org\u0085X-Evil: 1\u0000",
  String.raw`$\href{javascript:alert(1)}{x}$ \url{javascript:alert(1)}`,
  "\u202Egnissergeb eltit \u2066 =?UTF-8?Q?Bcc:_eve?= --_NmP",
  ".\r\n.\r\nQUIT\r\n",
  "x".repeat(5_000),
];

test.each(hostile)(
  "a hostile title adds no header, no recipient and no markup: %j",
  async (title) => {
    const paper = aPaper({
      title: title.slice(0, 2_000),
      abstract: `${title} and so on.`,
      authors: [title, `${title} <eve@example.org>`],
      categories: ['cs.RO"><i>'],
      codeUrl: "javascript:alert(1)",
      projectUrl: "data:text/html,<script>alert(1)</script>",
    });
    const { mail, raw } = await digestOf([paper], {
      siteName: `Papers "of" <x@y.example>\r\nBcc: eve@example.org`,
    });
    const names = headersOf(raw).map((line) => line.slice(0, line.indexOf(":")));
    expect(names).toHaveLength(12);
    expect([mail.bcc, mail.cc]).toEqual([undefined, undefined]);
    expect([mail.from].flat().map((each) => each?.value.map((one) => one.address))).toEqual([
      ["papers@example.org"],
    ]);
    expect([mail.to].flat().map((each) => each?.text)).toEqual(["ada@university.edu"]);
    expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u202E\u2066]/u);
    expect(mail.attachments).toEqual([]);
    const html = String(mail.html);
    expect(html).not.toMatch(
      /<(script|img|b|i)\b[^>]*>(alert|body|x)|onerror=alert\(1\)>|href="(javascript|data):/i,
    );
    expect([...html.matchAll(/href="([a-z]+):/g)].every(([, scheme]) => scheme === "https")).toBe(
      true,
    );
    expect(raw.split("\r\n").every((line) => line.length <= 998)).toBe(true);
  },
);

test("the sections that have papers of the edition are named with how many, and lead there", async () => {
  const { mail } = await digestOf([curves, aPaper({ identifier: "arxiv:2603.25002" })], {
    saved: [
      { name: "Folds & shirts", address: "folds", query: "shirts" },
      { name: "Weather", address: "weather", query: "weather" },
    ],
  });
  const address = "https://papers.example.org/sections/folds/day/2026-03-27";
  expect(mail.text).toContain(`By section\nFolds & shirts 1: ${address}\n`);
  expect(mail.html).toMatch(new RegExp(`href="${address}"[^>]*>Folds &amp; shirts 1</a>`));
  expect(mail.text).not.toContain("Weather");
  expect((await digestOf([curves])).mail.html).not.toContain("By section");
});
