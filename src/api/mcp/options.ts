// What the MCP server is given, over HTTP as over stdio.
import type { Holder } from "../../community/tokens/tokens.ts";
import type { ApiOptions } from "../options.ts";

export type McpOptions = Pick<
  ApiOptions,
  "db" | "config" | "clock" | "limits" | "finder" | "judge" | "sections" | "log"
>;

/** With who asks, where that is known. */
export interface McpContext extends McpOptions {
  asker: Holder | undefined;
}
