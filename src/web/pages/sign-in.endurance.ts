// W6: whoever asks about an address gets the same answer, in the same time, whether it has an account
// or not. Five hundred pairs, in turns, so that what one request leaves behind slows both alike.
import { expect, test } from "vitest";
import { form, webForTest } from "../../../fixtures/web.ts";
import { addReader } from "../../community/readers.ts";
import { createWeb } from "../web.tsx";

const pairs = 500;

test.each([
  ["a link", "/sign-in", {}],
  ["entry by password", "/sign-in/password", { password: "not the right one" }],
  ["a subscription", "/subscribe", {}],
])(
  "W6: asking for %s tells nobody who has an account",
  async (what, path, fields) => {
    const { db, given, logged } = await webForTest({ settings: { REGISTRATION: "closed" } });
    const addressOf = (kind: string, n: number) => `${kind}${1000 + n}@university.edu`;
    for (let n = 0; n < pairs; n++) {
      await addReader(db, {
        name: "Ada",
        address: addressOf("known", n),
        role: "reader",
        now: new Date(),
      });
    }
    const kinds = ["known", "other"];
    const took: Record<string, number[]> = { known: [], other: [] };
    const answers = new Set<string>();
    for (let n = 0; n < pairs; n++) {
      // Now one, now the other goes first.
      for (const kind of n % 2 === 0 ? kinds : kinds.toReversed()) {
        const address = addressOf(kind, n);
        // Limits of its own, and all that is made but once, before the clock starts.
        const site = createWeb(given);
        await site.request("/sign-in");
        const start = performance.now();
        const response = await site.request(path, form({ address, ...fields }));
        const body = await response.text();
        took[kind]!.push(performance.now() - start);
        answers.add(
          `${response.status} ${body.replaceAll(address, "ADDRESS").replaceAll(/\?v=[\w-]+/g, "")}`,
        );
      }
    }
    const [known, other] = kinds.map((kind) => median(took[kind]!)) as [number, number];
    console.log(
      `W6, ${what}: ${pairs} pairs, ${answers.size} kind of answer; median ${known.toFixed(2)} ms ` +
        `with an account, ${other.toFixed(2)} without, ${Math.abs(known - other).toFixed(2)} apart`,
    );
    expect(answers.size).toBe(1);
    expect(logged).toEqual([]);
  },
  600_000,
);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
