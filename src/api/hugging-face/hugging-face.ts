// The papers API of Hugging Face, as `huggingface_hub`, `hf papers` and scripts speak it: they work with
// this site unchanged once HF_ENDPOINT names it.
import type { Hono } from "hono";
import type { ApiOptions } from "../options.ts";
import { addDailyPapers } from "./daily-papers.ts";
import { addPapers } from "./papers.ts";
import { addPapersSearch } from "./search.ts";
import { addWriting } from "./writing.ts";

/** An address that says more stands before one that takes all of it. */
export function addHuggingFace(api: Hono, options: ApiOptions): void {
  addDailyPapers(api, options);
  addPapersSearch(api, options);
  addWriting(api, options);
  addPapers(api, options);
}
