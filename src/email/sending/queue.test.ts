// What is on its way to a connection is given to no other.
import { expect, test } from "vitest";
import { openQueue } from "./queue.ts";
import type { Outgoing } from "./outbox.ts";

test("a letter that was given out and is due still is not given out again; one that came back is", async () => {
  const due = [1, 2, 3, 4, 5].map((id) => ({ id, domain: "example.net" }) as Outgoing);
  const queue = openQueue({
    rates: new Map(),
    share: () => 1,
    ahead: 1,
    async refill({ without, limit }) {
      return due.filter(({ id }) => !without.includes(id)).slice(0, limit);
    },
  });
  const given = await Promise.all(Array.from({ length: 6 }, () => queue.next()));
  expect(given.map((each) => each?.id)).toEqual([1, 2, 3, 4, 5, undefined]);
  queue.taken(given[2]!);
  expect((await queue.next())?.id).toBe(3);
  expect(await queue.next()).toBeUndefined();
});
