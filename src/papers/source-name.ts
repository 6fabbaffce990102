// How a source is called in sentences.

const names = new Map([
  ["arxiv-feed", "Daily feed"],
  ["arxiv-oai", "OAI-PMH"],
  ["arxiv-api", "API"],
  ["hugging-face", "Hugging Face"],
]);

/** `Daily feed`, of arXiv; `Hugging Face`. */
export function sourceName(source: string): string {
  return names.get(source) ?? source;
}
