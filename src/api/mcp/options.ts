// What the MCP server is given, over HTTP as over stdio: some of what the API is, and who asks.
import type { Holder } from "../../community/tokens/tokens.ts";
import type { ApiOptions } from "../options.ts";

export interface McpContext extends Pick<
  ApiOptions,
  "db" | "config" | "clock" | "limits" | "finder" | "judge" | "sections" | "log" | "nextRuns"
> {
  /** `undefined` where that is nobody in particular. */
  asker: Holder | undefined;
}
