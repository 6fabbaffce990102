// What several parts of a page ask about one request is found once, and kept with the request.
import type { Context } from "hono";

/** `find`, which looks once a request whoever asks; `name` is its own among all that is kept. */
export function oncePerRequest<Given, Found>(
  name: string,
  find: (c: Context, given: Given) => Promise<Found>,
): (c: Context, given: Given) => Promise<Found> {
  return async (c, given) => {
    const known = c.get(name) as Promise<Found> | undefined;
    if (known) return await known;
    const asked = find(c, given);
    c.set(name, asked);
    return await asked;
  };
}
