import type { Annotation } from "../../papers/annotation.ts";
import type { Mention } from "../../papers/mention.ts";

/** One paper that a list or a bibliography names, or the reason why there is none. */
export type Mentioned = { line: number } & (
  | {
      mention: Mention;
      /** What its owner wrote beside it. */
      annotation?: Annotation;
      reason?: undefined;
    }
  | { reason: string; mention?: undefined }
);
