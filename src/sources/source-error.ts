// SourceError lives in src/errors.ts, which every folder may import.
export { SourceError } from "../errors.ts";
