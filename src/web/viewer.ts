// Who looks at comments, as the gate asks it.
import type { Context } from "hono";
import type { Viewer } from "../community/discussion/comments.ts";
import { may } from "../community/readers.ts";
import type { Web } from "./context.ts";
import { findReader } from "./reader.ts";

export async function findViewer(c: Context, web: Web): Promise<Viewer> {
  const reader = await findReader(c, web);
  return reader && { id: reader.id, isModerator: may(reader, "moderate") };
}
