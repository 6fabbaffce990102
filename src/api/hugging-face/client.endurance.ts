// The commands of the public client, unchanged, against a served site: `hf papers`. Each is a process of
// Python, which takes its time to start.
import { expect, test } from "vitest";
import { hfPapers, whyNoClient } from "../../../fixtures/hugging-face-client.ts";
import { openClientsSite } from "../../../fixtures/hugging-face-site.ts";

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

const missing = whyNoClient();

test.skipIf(missing !== undefined)(
  `hf papers works here unchanged${missing === undefined ? "" : ` (not tried: ${missing})`}`,
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
