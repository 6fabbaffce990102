// Papers and editions as documents that a reader can put into a conversation.
import {
  ResourceNotFoundError,
  ResourceTemplate,
  type McpServer,
} from "@modelcontextprotocol/server";
import { NotFound } from "../../errors.ts";
import type { McpContext } from "./options.ts";
import { saysWhy } from "./tool.ts";
import { writeEdition } from "./tools/edition.ts";
import { writePaper } from "./tools/paper.ts";

const markdown = { mimeType: "text/markdown" };

export function addResources(server: McpServer, context: McpContext): void {
  server.registerResource(
    "newest edition",
    "broadsheet://editions/newest",
    { title: "The newest edition", description: "Today’s papers, best first.", ...markdown },
    (uri) => read(uri, context, () => writeEdition("newest", context)),
  );
  server.registerResource(
    "edition",
    new ResourceTemplate("broadsheet://editions/{edition}", { list: undefined }),
    {
      title: "An edition",
      description: "A day (2026-03-27), a week (2026-W13) or a month (2026-03).",
      ...markdown,
    },
    (uri, { edition }) => read(uri, context, () => writeEdition(decoded(edition), context)),
  );
  server.registerResource(
    "paper",
    new ResourceTemplate("broadsheet://papers/{+id}", { list: undefined }),
    {
      title: "A paper",
      description: "By its identifier: 2310.07896, hep-th/9901001, doi:10.1101/…",
      ...markdown,
    },
    (uri, { id }) => read(uri, context, () => writePaper(decoded(id), context)),
  );
}

async function read(uri: URL, context: McpContext, write: () => Promise<string>) {
  try {
    return { contents: [{ uri: uri.href, ...markdown, text: await write() }] };
  } catch (error) {
    if (error instanceof NotFound) throw new ResourceNotFoundError(uri.href, error.message);
    throw new Error(saysWhy(error, context), { cause: error });
  }
}

function decoded(written: string | string[] | undefined): string {
  const text = String(written);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
