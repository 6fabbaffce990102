import { expect, test } from "vitest";
import { signInAs } from "../../../../fixtures/readers.ts";
import { manyPapers, now, paper, webForTest, type TestWeb } from "../../../../fixtures/web.ts";
import { savePapers } from "../../../catalogue/save-papers.ts";
import { setText } from "./set-text.ts";
import { titleSpans } from "./title-spans.ts";

/** Width and height, as IHDR tells them (PNG, third edition, 11.2.1). */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect(png.toString("latin1", 12, 16)).toBe("IHDR");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

async function siteWithCards() {
  const papers = [
    paper(),
    paper({ identifier: "arxiv:hep-th/9901001", title: "Codes over $\\mathbb{Z}_{121}$" }),
    paper({ identifier: "arxiv:2603.00001", title: "语言模型综述", authors: [] }),
    paper({
      identifier: "doi:10.1101/2026.03.01.1",
      title: "Wordy ".repeat(60),
      authors: Array.from({ length: 2003 }, (_, n) => `Author ${n}`),
    }),
  ];
  const sections = [{ name: "Estimation", address: "estimation", query: "estimation" }];
  const test = await webForTest({ papers, sections });
  await signInAs(test.given, { name: "Ada Lovelace" });
  const draw = async (path: string) => {
    const answer = await test.web.request(path);
    expect(`${path} ${answer.status} ${answer.headers.get("Content-Type")}`).toBe(
      `${path} 200 image/png`,
    );
    return Buffer.from(await answer.arrayBuffer());
  };
  return { ...test, draw };
}

test("every page that is shared has a picture of the size that others ask for", async () => {
  const { web, draw, read } = await siteWithCards();
  const pictures = new Map<string, string>();
  const told: string[] = [];
  for (const page of [
    "/papers/2603.25280",
    "/papers/hep-th/9901001",
    "/papers/2603.00001",
    "/papers/doi:10.1101/2026.03.01.1",
    "/day/2026-03-27",
    "/week/2026-W13",
    "/sections/cs.IT",
    "/sections/estimation",
    "/people/ada-lovelace",
    "/search?q=estimation",
  ]) {
    const html = await read(page);
    const tags = new Map(
      [...html.matchAll(/<meta property="og:([\w:]+)" content="([^"]*)"/g)].map(
        ([, name = "", content = ""]) => [name, content],
      ),
    );
    expect([page, [...tags.values()].every(Boolean)]).toEqual([page, true]);
    expect(tags.get("image:width")).toBe("1200");
    expect(tags.get("image:height")).toBe("630");
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image"/>');
    const image = new URL(tags.get("image") ?? "");
    const png = await draw(image.pathname);
    expect(sizeOf(png)).toEqual([1200, 630]);
    pictures.set(image.pathname, png.toString("base64"));
    told.push(tags.get("image:alt") ?? "");
  }
  expect(new Set(pictures.values()).size).toBe(pictures.size);
  expect(pictures.size).toBe(10);
  expect(told.join()).toContain("and 2,000\u00a0more");
  // A reader who asks to have it anew is told that it is the same.
  const first = await web.request("/cards/papers/2603.25280.png");
  expect(first.headers.get("Cache-Control")).toBe("public, max-age=3600");
  const again = await web.request("/cards/papers/2603.25280.png", {
    headers: { "If-None-Match": first.headers.get("ETag") ?? "" },
  });
  expect(again.status).toBe(304);
});

test("the same paper is the same picture on any machine, and another title another one", async () => {
  const drawn = async ({ web }: TestWeb) => {
    const answer = await web.request("/cards/papers/2603.25280.png");
    return Buffer.from(await answer.arrayBuffer()).toString("base64");
  };
  const here = await webForTest({ papers: [paper()] });
  const one = await drawn(here);
  expect(await drawn(await webForTest({ papers: [paper()] }))).toBe(one);
  await savePapers(here.db, [paper({ title: "List estimation" })], { now });
  expect(await drawn(here)).not.toBe(one);
});

test("what is not there has no picture, and what stands in an address is never drawn", async () => {
  const { web } = await webForTest({ papers: [paper()] });
  for (const path of [
    "/cards/papers/2603.99999.png",
    "/cards/papers/2603.25280",
    "/cards/papers/%00.png",
    "/cards/papers/%ff%zz.png",
    "/cards/day/2026-02-30.png",
    "/cards/day/2026-W13.png",
    "/cards/sections/nothing.png",
    "/cards/people/nobody.png",
    "/cards/nowhere.png",
    "/icons/1000000.png",
  ]) {
    expect(`${path} ${(await web.request(path)).status}`).toBe(`${path} 404`);
  }
  const moved = await web.request("/cards/papers/arxiv:2603.25280v2.png");
  expect(moved.headers.get("Location")).toBe("/cards/papers/2603.25280.png");
  const [plain, asked] = await Promise.all(
    ["", "?title=Buy+now"].map(async (query) => {
      const answer = await web.request(`/cards/site.png${query}`);
      return Buffer.from(await answer.arrayBuffer());
    }),
  );
  expect(asked).toEqual(plain);
});

test("strangers are given no picture of a private site, nor told of one", async () => {
  const { web, given } = await webForTest({ papers: [paper()], settings: { PRIVATE: "yes" } });
  const ada = await signInAs(given, { name: "Ada" });
  const path = "/cards/papers/2603.25280.png";
  expect((await web.request(path)).headers.get("Location")).toMatch(/^\/sign-in/);
  const own = await web.request(path, { headers: ada.headers });
  expect(own.headers.get("Content-Type")).toBe("image/png");
  expect(own.headers.get("Cache-Control")).toBe("private, no-store");
  const page = await web.request("/papers/2603.25280", { headers: ada.headers });
  expect(await page.text()).not.toContain("og:");
});

test("a crowd that asks for many pictures at once waits, or is told to come again", async () => {
  const { web } = await webForTest({ papers: manyPapers(45) });
  const answers = await Promise.all(
    manyPapers(45).map(
      async ({ identifier }) =>
        await web.request(`/cards/papers/${identifier!.slice("arxiv:".length)}.png`),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect(answers.find(({ status }) => status === 429)?.headers.get("Retry-After")).toBe("5");
});

test("text is set as the fonts can, and nothing becomes an empty box", () => {
  const glyphs = new Set(
    Array.from("abcdefghijklmnopqrstuvwxyzABCDEFLMNRZ0123456789 ,…ℤ∞−+<>&*", (each) =>
      each.codePointAt(0)!,
    ),
  );
  const set = (title: string, read = titleSpans) => {
    const { spans, isTold } = setText(read(title), glyphs);
    const said = spans.map(({ text, place }) => (place ? `${place}(${text})` : text)).join("");
    return isTold ? said : undefined;
  };
  expect(set("codes over ℤ₁₂₁, x² and $e^{-t}$")).toBe(
    "codes over ℤsub(121), xsuper(2) and esuper(−t)",
  );
  // Whatever stands in a script, and what Unicode has no letters for.
  expect(set(String.raw`$R_{\rm dm}$, $f_{NL}^{x+y_i}$, <b> & $M_*$`)).toBe(
    "Rsub(dm), fsub(NL)super(x+yi), <b> & Msub(*)",
  );
  expect(set("ｆｕｌｌ widths and ﬁne ăccents")).toBe("full widths and fine accents");
  expect(set("模型 LLM and the rest 😀")).toBe("… LLM and the rest ");
  expect(set("语言模型综述")).toBeUndefined();
  expect(set("\u202eab\u0000c\ud800d", (text) => [{ text }])).toBe("ab cd");
});
