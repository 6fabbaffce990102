import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pace } from "./pace.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

test("a caller that is late by less than a slot costs the rate nothing", async () => {
  const turn = pace(() => 1000);
  // Each is up to a slot late, as timers are; a hundred of them still pass in about 100 ms.
  for (let call = 1; call <= 100; call++) {
    await turn();
    vi.advanceTimersByTime(call % 2 === 0 ? 0.1 : 1.9);
  }
  expect(performance.now()).toBeLessThan(101);
});
