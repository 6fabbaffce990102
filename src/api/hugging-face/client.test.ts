// The public client itself, unchanged, against served sites: `huggingface_hub` and `hf papers`.
import { expect, test } from "vitest";
import {
  callClient,
  hfPapers,
  whyNoClient,
  type Came,
} from "../../../fixtures/hugging-face-client.ts";
import { cameOf, exchanges, type Exchange } from "../../../fixtures/hugging-face-exchanges.ts";
import { openClientsSite, openClientsSites } from "../../../fixtures/hugging-face-site.ts";

const missing = whyNoClient();
const skipped = missing === undefined ? "" : ` (not tried: ${missing})`;
if (missing !== undefined) console.warn(`huggingface_hub was not tried: ${missing}.`);

// Python starts slowly on a busy machine.
const patience = { timeout: 60_000 };

test.skipIf(missing !== undefined)(
  `huggingface_hub reads and writes here unchanged${skipped}`,
  patience,
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

const commands: [words: string[], code: number, says: RegExp][] = [
  [["list"], 0, /2612\.30001 +Counting to Fifty-Three/],
  [["list", "--date", "2026-03-27"], 0, /Ironing .* Ada[^]*Folding Laundry .* Broadsheet/],
  [["list", "--week", "2026-W53", "--format", "json"], 0, /"id": ?"2612\.30001"/],
  [["list", "--month", "2026-03", "--submitter", "ada-lindqvist"], 0, /Ironing(?![^]*Folding)/],
  [
    ["list", "--sort", "trending", "--month", "2026-03", "--limit", "1"],
    0,
    /Ironing(?![^]*Folding)/,
  ],
  [["search", "left hands", "--limit", "1"], 0, /2603\.25001/],
  [["info", "2603.25001"], 0, /Folding Laundry/],
  [["read", "2603.25001"], 0, /^# Folding Laundry With Two Left Hands/],
  [["info", "2603.99999"], 1, /Paper '2603\.99999' not found/],
  [["list", "--date", "yesterday"], 1, /"date" must be a day such as 2026-03-27/],
];

test.skipIf(missing !== undefined)(
  `hf papers works here unchanged${skipped}`,
  patience,
  async () => {
    const { endpoint, token } = await openClientsSite();
    const ran = await Promise.all(
      commands.map(async ([words]) => await hfPapers(words, { endpoint, token })),
    );
    const told = ran.map(
      ({ stdout, stderr }, index) =>
        `$ hf papers ${commands[index]![0].join(" ")}\n${stdout}${stderr}`,
    );
    console.log(told.join("\n"));
    for (const [index, [words, code, says]] of commands.entries()) {
      const { stdout, stderr } = ran[index]!;
      expect({ words, code: ran[index]!.code, said: stdout + stderr }).toEqual({
        words,
        code,
        said: expect.stringMatching(says),
      });
    }
  },
);
