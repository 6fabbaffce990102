// What huggingface_hub sends and what it makes of the answers, as it was recorded; client.test.ts has
// the client itself do the same where there is one.
import { expect, test } from "vitest";
import { cameOf, exchanges, type Exchange } from "../../../fixtures/hugging-face-exchanges.ts";
import { openClientsSites } from "../../../fixtures/hugging-face-site.ts";
import { paperInfoOf } from "../../../fixtures/read-as-hugging-face.ts";

test("what huggingface_hub was recorded to send is answered as it needs it", async () => {
  const sites = await openClientsSites();
  for (const exchange of exchanges) {
    const { app, token } = sites[exchange.site ?? "open"];
    expect(await carryOut(app, exchange, exchange.token || token)).toMatchObject(cameOf(exchange));
  }
});

async function carryOut(
  app: { request: (path: string, init?: RequestInit) => Response | Promise<Response> },
  { call, path, body, bearsToken, gives }: Exchange,
  token: string,
) {
  const papers: unknown[] = [];
  for (const each of [path].flat()) {
    const answer = await app.request(each, {
      method: body ? "POST" : "GET",
      headers: {
        Accept: "*/*",
        ...(body && { "Content-Type": "application/json" }),
        ...(bearsToken && { Authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const next = /<([^>]*)>; rel="next"/.exec(answer.headers.get("Link") ?? "")?.[1];
    const isLast = each === [path].flat().at(-1);
    expect([each, next?.startsWith("http")]).toEqual([each, isLast ? undefined : true]);
    if (answer.status >= 400) return { call, ...raised(answer, text) };
    if (body) return { call, value: `${answer.status} ${text}` };
    if (gives instanceof RegExp) return { call, value: text };
    const told = JSON.parse(text) as Record<string, unknown> | Record<string, unknown>[];
    if (!Array.isArray(told)) return { call, value: paperInfoOf(told) };
    papers.push(...told.map(paperInfoOf));
  }
  return { call, value: papers };
}

/** The class of the error, and what the client finds to say of it. */
function raised({ status, headers }: Response, text: string) {
  const error = status === 400 ? "BadRequestError" : "HfHubHTTPError";
  const { r, t } =
    /"api";r=(?<r>\d+);t=(?<t>\d+)/.exec(headers.get("RateLimit") ?? "")?.groups ?? {};
  const [, q] = /q=(\d+);w=60/.exec(headers.get("RateLimit-Policy") ?? "") ?? [];
  const limit = status === 429 ? `Retry after ${t} seconds (${r}/${q} requests remaining. ` : "";
  return { error, status, message: `${limit}${headers.get("X-Error-Message") ?? ""} ${text}` };
}
