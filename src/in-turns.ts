// Long work in short turns, so that whoever else asks for something meanwhile is answered.
import { setImmediate as nextTurn } from "node:timers/promises";

const longestTurnMs = 10;

/** `map` of each, one after the other. */
export async function inTurns<In, Out>(list: Iterable<In>, map: (each: In) => Out): Promise<Out[]> {
  const made: Out[] = [];
  let since = performance.now();
  for (const each of list) {
    made.push(map(each));
    if (performance.now() - since < longestTurnMs) continue;
    await nextTurn();
    since = performance.now();
  }
  return made;
}
