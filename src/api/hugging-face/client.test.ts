// The public client itself, unchanged, against served sites: `huggingface_hub`; its commands are in client.endurance.ts.
import { expect, test } from "vitest";
import { callClient, whyNoClient, type Came } from "../../../fixtures/hugging-face-client.ts";
import { cameOf, exchanges, type Exchange } from "../../../fixtures/hugging-face-exchanges.ts";
import { openClientsSites } from "../../../fixtures/hugging-face-site.ts";

const missing = whyNoClient();
const skipped = missing === undefined ? "" : ` (not tried: ${missing})`;
if (missing !== undefined) console.warn(`huggingface_hub was not tried: ${missing}.`);

test.skipIf(missing !== undefined)(
  `huggingface_hub reads and writes here unchanged${skipped}`,
  // Python starts slowly on a busy machine.
  { timeout: 60_000 },
  async () => {
    const sites = await openClientsSites();
    const steps = exchanges.map(({ call, site = "open", token }) => {
      const { endpoint, token: good } = sites[site];
      return { endpoint, token: token ?? good, call };
    });
    const { version, came } = await callClient(steps);
    const told = exchanges.map(({ call }, index) => `>>> ${call}\n${inShort(came[index]!)}`);
    console.log([`huggingface_hub ${version}`, ...told].join("\n"));
    for (const [index, exchange] of exchanges.entries()) {
      expect({ ...came[index], call: exchange.call }).toMatchObject(cameOf(exchange));
    }
    // And what stands recorded is what was sent.
    for (const name of ["open", "private", "busy"] as const) {
      const recorded = exchanges.filter(({ site = "open" }) => site === name);
      expect(sites[name].asked).toEqual(recorded.flatMap(sentFor));
    }
  },
);

function sentFor({ path, body, bearsToken }: Exchange) {
  const method = body ? "POST" : "GET";
  return [path].flat().map((each) => ({ method, path: each, accept: "*/*", bearsToken }));
}

function inShort({ value, error, status, message }: Came): string {
  if (error !== undefined) return `${error} ${status}: ${message?.replaceAll(/\s+/g, " ")}`;
  if (typeof value === "string") return value.slice(0, 200);
  const papers = [value].flat() as Record<string, unknown>[];
  const shown = papers.map(({ id, title, upvotes, comments, submitted_at, submitted_by }) =>
    JSON.stringify({ id, title, upvotes, comments, submitted_at, submitted_by }, (name, field) =>
      name === "submitted_by" ? (field as { fullname: string }).fullname : (field as unknown),
    ),
  );
  return `[${shown.join(",\n ")}]`;
}
