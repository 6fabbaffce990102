// The MCP server over HTTP (MCP, Streamable HTTP): every request stands alone, so no session is kept.
import { createMcpHandler, ProtocolErrorCode, type AuthInfo } from "@modelcontextprotocol/server";
import { Hono } from "hono";
import type { Holder } from "../../community/tokens/tokens.ts";
import { demandScope } from "../admit.ts";
import { apiError } from "../errors.ts";
import type { ApiOptions } from "../options.ts";
import { rejectOtherOrigins } from "./origin.ts";
import { tellRefusal } from "./refusal.ts";
import { newServer } from "./server.ts";

export function createMcp(options: ApiOptions): Hono {
  const { config, log } = options;
  const handler = createMcpHandler(
    ({ authInfo }) => newServer({ ...options, asker: authInfo?.extra?.["asker"] as Holder }),
    // Nothing changes here that a client could wait for.
    { maxSubscriptions: 0 },
  );
  const mcp = new Hono();
  mcp.use(rejectOtherOrigins(config.SITE_URL));

  mcp.post("/", async (c) => {
    const asker = await options.findAsker(c);
    if (config.PRIVATE) demandScope(asker, "read");
    const body = await c.req.text();
    // The protocol of March 2025 had batches, and no other: a hundred calls would count as one.
    if (/^\s*\[/.test(body)) {
      const detail = "Send one message at a time, and no batch.";
      return tellRefusal(c, { status: 400, detail, code: ProtocolErrorCode.InvalidRequest });
    }
    const { url, method, headers } = c.req.raw;
    const request = new Request(url, { method, headers, body });
    const answer = await handler.fetch(request, asker && { authInfo: authInfoOf(asker) });
    if (answer.status >= 500) log("A request to the MCP server failed", { status: answer.status });
    return answer;
  });

  // GET would open a stream and DELETE end a session, of which there are none.
  mcp.all("/", (c) => {
    c.header("Allow", "POST");
    const detail = "This is an MCP server: give its address to a client, which sends POST.";
    return tellRefusal(c, { status: 405, detail });
  });
  mcp.onError((error, c) => apiError(error, c, log));
  return mcp;
}

function authInfoOf(asker: Holder): AuthInfo {
  // Whoever answers asks who it is, and needs no token.
  return {
    token: "",
    clientId: String(asker.reader.id),
    scopes: [...asker.scopes],
    extra: { asker },
  };
}
