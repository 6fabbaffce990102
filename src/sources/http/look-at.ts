// Whether a source answers at all, how fast, and what its clock says.
import { ask, type Asking } from "./http.ts";

const limitBytes = 32_000_000;

/** @throws SourceError */
export async function lookAt(
  asking: Asking,
  url: URL,
): Promise<{ date: Date | undefined; tookMs: number }> {
  let date: Date | undefined;
  let tookMs = 0;
  const fetching = asking.fetch ?? fetch;
  await ask(
    {
      ...asking,
      async fetch(input, init) {
        const began = performance.now();
        const response = await fetching(input, init);
        tookMs = Math.round(performance.now() - began);
        const said = Date.parse(response.headers.get("date") ?? "");
        date = Number.isNaN(said) ? undefined : new Date(said);
        return response;
      },
    },
    url,
    limitBytes,
    async (body) => {
      let bytes = 0;
      for await (const chunk of body) bytes += chunk.length;
      return bytes;
    },
  );
  return { date, tookMs };
}
