// A server that makes vectors of texts with a model of the owner's choice, as OpenAI's API has it.
import { createHash } from "node:crypto";
import type { Config } from "../../config.ts";
import { userAgentOf } from "../../user-agent.ts";

/** Plain data, so that it can be handed to a thread. */
export interface Endpoint {
  /** Where texts are sent. */
  address: string;
  /** How it is called in sentences. */
  host: string;
  model: string;
  /** Empty where none is needed; goes nowhere but to the endpoint. */
  key: string;
  /** How many numbers a vector is to have; 0 for what the model gives. */
  dimensions: number;
  /** How papers and searches are put to it; `{text}` stands for them. */
  paper: string;
  query: string;
  userAgent: string;
}

/** Where a text stands in a template; alone, it leaves texts as they are. */
const placeholder = "{text}";

/** `undefined` where the owner has set up none. */
export function endpointOf(config: Config): Endpoint | undefined {
  const { EMBEDDINGS_URL: url } = config;
  if (!url) return undefined;
  return {
    address: `${url.href.replace(/\/$/, "")}/embeddings`,
    host: url.host,
    model: config.EMBEDDINGS_MODEL,
    key: config.EMBEDDINGS_KEY,
    dimensions: config.EMBEDDINGS_DIMENSIONS,
    paper: config.EMBEDDINGS_PAPER,
    query: config.EMBEDDINGS_QUERY,
    userAgent: userAgentOf(config),
  };
}

/**
 * Under which name vectors are kept: whatever makes papers' vectors others is part of it, and what does
 * not, such as where the model runs, is none.
 */
export function modelNameOf({ model, dimensions, paper }: Endpoint): string {
  const cut = dimensions > 0 ? ` in ${dimensions}` : "";
  const wording = paper === placeholder ? "" : ` as ${hashOf(paper).slice(0, 8)}`;
  return `${model}${cut}${wording}`;
}

export function put(template: string, text: string): string {
  return template.replaceAll(placeholder, () => text);
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
