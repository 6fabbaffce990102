import { expect, test } from "vitest";
import { Validator } from "@seriousme/openapi-schema-validator";
import { getRoutes } from "../../../fixtures/api-site.ts";
import { openInstance } from "../../../fixtures/instance.ts";
import { aPaper } from "../../../fixtures/papers.ts";
import { knownReader } from "../../../fixtures/readers.ts";
import { changeWeights } from "../../ranking/ranking-changes.ts";
import { defaultWeights } from "../../ranking/weights.ts";
import type { ApiDescription, ApiSchema } from "../../api-description.ts";

test("a validator of OpenAPI finds no fault with the description, and all in it has a name", async () => {
  const { app } = await openInstance();
  const text = await (await app.request("/api/v1/openapi.json")).text();
  const description = JSON.parse(text) as ApiDescription;
  expect(await new Validator().validate(JSON.parse(text))).toEqual({ valid: true });
  expect(description.openapi).toBe("3.1.0");
  const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]+([A-Z][a-z]+)*$/.test(name))).toEqual([]);
  // Programs made from it call the types so.
  const sent = operations.flatMap(({ responses, requestBody }) => [
    ...Object.values(responses).flatMap((answer) => contentOf(answer)),
    ...contentOf(requestBody),
  ]);
  const { schemas } = description.components;
  for (const { $ref } of sent) {
    expect(Object.keys(schemas)).toContain(String($ref).replace("#/components/schemas/", ""));
  }
  for (const name of ["Entry", "ScoredPaper", "FoundPaper"]) {
    expect(schemas[name]!["allOf"]).toContainEqual({ $ref: "#/components/schemas/Paper" });
  }
  expect(schemas["Paper"]).toMatchObject({
    properties: { votes: { type: "integer", minimum: 0 }, url: { format: "uri" } },
  });
  expect(schemas["Version"]).toMatchObject({ properties: { at: { format: "date-time" } } });
  expect(text).not.toMatch(/9007199254740991|"additionalProperties":false/);
});

function contentOf(holder: { content?: Record<string, { schema: ApiSchema }> } = {}): ApiSchema[] {
  return Object.values(holder.content ?? {}).map(({ schema }) => schema);
}

test("a paper with a slash in its name is found, with those of its authors who are here", async () => {
  const { app, db, save } = await openInstance();
  await save(aPaper({ identifier: "arxiv:hep-th/9901001", title: "Old" }));
  const claim = { paper_id: 1, reader_id: await knownReader(db), author: "Chen Ye", at: "" };
  await db
    .insertInto("claims")
    .values({ ...claim, state: "proved", proof: "address", evidence: "" })
    .execute();
  for (const id of ["hep-th/9901001", "hep-th%2F9901001"]) {
    expect(await (await app.request(`/api/v1/papers/${id}`)).json()).toMatchObject({
      title: "Old",
      authorsHere: [{ author: "Chen Ye", by: { name: "Ada" } }],
    });
    const { status } = await app.request(`/api/v1/papers/${id}/similar`);
    expect(status).toBe(200);
    const citation = await app.request(`/api/v1/papers/${id}/citation?style=ams`);
    expect(await citation.json()).toMatchObject({
      style: "ams",
      text: expect.stringContaining(", Old, preprint, ") as string,
      csl: { title: "Old", archive_location: "hep-th/9901001" },
    });
  }
});

test("bad input is refused as a problem that names the field", async () => {
  const { app } = await openInstance();
  for (const [path, field, detail] of [
    ["/editions/2026-03-27/papers?limit=0", "limit", "must be a whole number from 1 to 100"],
    [
      "/editions/2026-03-27/papers?page=2",
      "page",
      "is not known here; known are limit, cursor, section, minutes",
    ],
    ["/trending?limit=1&limit=2", "limit", "is given more than once"],
    ["/search?q=a%00b", "q", "holds what is no character"],
    ["/search?__proto__=1", "__proto__", "is not known here; known are q, sort, limit, cursor"],
    ["/search", "q", "is missing"],
    ["/search/identifiers?q=sort:date", "q", "asks for nothing: give words or a filter"],
    ["/since/tomorrow", "day", "must be a day that is past, such as 2026-03-27"],
    ["/search?q=a&sort=best", "sort", "must be one of relevance, words, meaning, date, votes"],
    ["/editions?cursor=abc", "cursor", "is none that this list gave"],
    ["/comments/many", "id", "must be a whole number from 1 to 9007199254740991"],
    ["/people/ada/diaries", "part", "must be one of papers, submissions, picks, votes"],
  ] as const) {
    const answer = await app.request(`/api/v1${path}`);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await answer.json()).toEqual({
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      detail: `"${field}" ${detail}.`,
      errors: [{ field, detail }],
    });
    expect(answer.status).toBe(400);
  }
});

test("what is no address, no method, or too much is told in the same form", async () => {
  const { app } = await openInstance();
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await app.request(`/api/v1${path}`, init);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    const { title } = (await answer.json()) as { title: string };
    return `${answer.status} ${title} ${answer.headers.get("Allow") ?? ""}`.trim();
  };
  expect(await ask("/nowhere")).toBe("404 Not Found");
  expect(await ask("/search?q=%E0%A4%A")).toBe("400 Bad Request");
  expect(await ask("/papers/%E0%A4%A")).toBe("400 Bad Request");
  expect(await ask("/papers/%00")).toBe("400 Bad Request");
  expect(await ask("/trending", { method: "DELETE" })).toBe(
    "405 Method Not Allowed GET, HEAD, OPTIONS",
  );
  expect(await ask("/openapi.json", { method: "POST", body: "{}" })).toBe(
    "405 Method Not Allowed GET, HEAD, OPTIONS",
  );
  expect(await ask("/status", { method: "POST", body: "x".repeat(1024 * 1024) })).toBe(
    "413 Content Too Large",
  );
});

test("what a client has is not sent again, compressed or not, until it changes", async () => {
  const { app, save } = await openInstance();
  await save(...Array.from({ length: 9 }, (_, n) => aPaper({ identifier: `arxiv:2603.0000${n}` })));
  const headers = { "Accept-Encoding": "gzip" };
  const tags = new Map<string, string>();
  for (const path of [
    "/api/v1/editions/2026-03-27/papers",
    "/api/daily_papers?date=2026-03-27",
    "/api/papers?limit=20",
  ]) {
    const first = await app.request(path, { headers });
    const tag = first.headers.get("ETag")!;
    tags.set(path, tag);
    expect(first.headers.get("Content-Encoding")).toBe("gzip");
    expect(first.headers.get("Cache-Control")).toBe("no-cache");
    expect(first.headers.get("Vary")).toMatch(/Authorization/);
    for (const known of [tag, tag.slice("W/".length), `"x", ${tag}`, "*"]) {
      const again = await app.request(path, { headers: { ...headers, "If-None-Match": known } });
      expect([again.status, again.headers.get("ETag"), await again.text()]).toEqual([304, tag, ""]);
    }
    const head = await app.request(path, { method: "HEAD" });
    expect([head.status, head.headers.get("ETag"), await head.text()]).toEqual([200, tag, ""]);
  }
  await save(aPaper({ identifier: "arxiv:2603.00010" }));
  for (const [path, tag] of tags) {
    const changed = await app.request(path, { headers: { "If-None-Match": tag } });
    expect([path, changed.status]).toEqual([path, 200]);
  }
});

test("pages of other sites may read what is public, and send a token; of a private site they see nothing", async () => {
  const { app } = await openInstance();
  const headers = {
    Origin: "https://elsewhere.example.org",
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "authorization",
  };
  const preflight = await app.request("/api/v1/trending", { method: "OPTIONS", headers });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    allow: "GET, HEAD, OPTIONS",
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "Authorization, Content-Type, If-None-Match",
  });
  for (const path of ["/trending", "/papers/none"]) {
    const answer = await app.request(`/api/v1${path}`, { headers });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(answer.headers.has("Access-Control-Allow-Credentials")).toBe(false);
  }
  const hidden = await openInstance({ PRIVATE: "yes" });
  for (const method of ["OPTIONS", "GET"]) {
    const answer = await hidden.app.request("/api/v1/trending", { method, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.has("Access-Control-Allow-Origin")).toBe(false);
  }
});

test("each example of the description can be tried on a site that is empty, or all but", async () => {
  const { app, save } = await openInstance();
  for (const papers of [[], [aPaper()]]) {
    await save(...papers);
    for (const { path, route, isFilled } of await getRoutes(app)) {
      if (route.scope !== undefined || !isFilled) continue;
      const { status } = await app.request(path);
      expect([path, status]).toEqual([path, 200]);
    }
  }
});

test("a list is read page by page, following next or the header Link, and no other by its cursors", async () => {
  const { app, db, save, now } = await openInstance();
  await save(
    ...Array.from({ length: 6 }, (_, n) => aPaper({ identifier: `arxiv:2603.0000${n}` })),
    aPaper({
      identifier: "arxiv:2603.00010",
      appearances: [
        { day: "2026-03-26", kind: "announced" },
        { day: "2026-03-27", kind: "featured" },
      ],
    }),
    aPaper({
      identifier: "arxiv:2502.00001",
      appearances: [{ day: "2025-02-03", kind: "announced" }],
    }),
  );
  for (const votes of [1, 2, 3]) {
    await changeWeights(db, { weights: { ...defaultWeights, votes }, now });
  }
  const pick = {
    reader_id: await knownReader(db),
    appearance: "found",
    sentence: "",
    at: "",
  } as const;
  const picks = [1, 2, 3].map((paper_id) => ({
    ...pick,
    paper_id,
    day: "2026-03-27",
    place: paper_id,
  }));
  await db.insertInto("picks").values(picks).execute();
  const lists = [
    ["/editions", 3],
    ["/since/2026-03-25", 7],
    ["/picks", 3],
    ["/ranking/changes", 3],
    ["/editions?kind=month", 2],
    ["/editions/2026-03-27/papers", 7],
    ["/editions/2026-03/papers", 7],
    ["/sections/cs.RO/papers", 8],
    ["/search?q=laundry", 8],
    ["/search/identifiers?q=laundry", 8],
  ] as const;
  const cursors: (string | null)[] = [];
  for (const [path, total] of lists) {
    const seen: string[] = [];
    let next: string | undefined = `/api/v1${path}${path.includes("?") ? "&" : "?"}limit=2`;
    for (let asked = 0; next !== undefined && asked < 9; asked++) {
      const answer = await app.request(next);
      const told = (await answer.json()) as {
        items: ({ id?: string; key?: string; paper?: { id: string } } | string)[];
        next: string | null;
      };
      seen.push(
        ...told.items.map((each) =>
          typeof each === "string" ? each : (each.id ?? each.key ?? each.paper!.id),
        ),
      );
      const link = /^<http:\/\/localhost:3000(\/.*)>; rel="next"$/.exec(
        answer.headers.get("Link") ?? "",
      );
      next = link?.[1];
      cursors[lists.findIndex(([each]) => each === path)] ??= told.next;
      expect(next === undefined).toBe(told.next === null);
    }
    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
  }
  for (const [index, [path]] of lists.entries()) {
    const at = `/api/v1${path}${path.includes("?") ? "&" : "?"}cursor=`;
    expect(await (await app.request(at + cursors.at(index - 1))).json()).toMatchObject({
      status: 400,
      errors: [{ field: "cursor", detail: "is none that this list gave" }],
    });
    // Whoever makes up what stands behind the mark of the list gets nothing worse.
    const mark = Buffer.from(cursors[index] ?? "", "base64url")
      .toString()
      .slice(0, 8);
    for (const place of [
      "",
      "-1",
      "1e9",
      "999999999",
      "9".repeat(30),
      "2026-02-30",
      "0000-01-01",
    ]) {
      const forged = Buffer.from(mark + place).toString("base64url");
      expect([200, 400]).toContain((await app.request(at + forged)).status);
    }
  }
});

test("addresses that had no version lead to those that have one", async () => {
  const { app } = await openInstance();
  for (const path of ["/search?q=gulls", "/papers/hep-th/9901001/comments", "/editions/2026-W13"]) {
    const answer = await app.request(`/api${path}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([308, `/api/v1${path}`]);
  }
});
