import type { Mention } from "../../papers/mention.ts";

/** One paper that a list or a bibliography names, or the reason why there is none. */
export type Mentioned = { line: number } & (
  { mention: Mention; reason?: undefined } | { reason: string; mention?: undefined }
);
