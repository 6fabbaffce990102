// Questions that a reader can pick in a client. What they type is theirs, and stands in quotes.
import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

const typed = z.string().max(300);

export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    "what_matters",
    {
      title: "What matters today",
      description: "The papers of the newest edition that are worth one’s time, and why.",
      argsSchema: z.object({
        section: typed.optional().describe("A section, such as cs.CV; all of them if left out."),
        edition: typed
          .optional()
          .describe("2026-03-27, 2026-W13 or 2026-03; the newest if left out."),
      }),
    },
    ({ section, edition = "newest" }) =>
      asks(
        `Call get_edition with edition ${JSON.stringify(edition)}${section ? ` and section ${JSON.stringify(section)}` : ""} and a limit of 25.`,
        "Tell me which five papers matter most and why: one sentence on what each does, one on what is new in it, with its link. Group them where they are about the same. Say what the rest is about in two sentences.",
      ),
  );
  server.registerPrompt(
    "reading_list",
    {
      title: "Reading list on a subject",
      description: "Ten papers to read on a subject, in an order that builds up.",
      argsSchema: z.object({ subject: typed.describe("In plain words.") }),
    },
    ({ subject }) =>
      asks(
        `Find papers about ${JSON.stringify(subject)}: call search_papers with two or three different queries, then find_similar for the best of them.`,
        "Make a reading list of at most ten, in the order in which to read them: an overview first, then what builds on it. Of each say in one sentence why it is there, with its link. Say what you looked for, and what is missing here.",
      ),
  );
  server.registerPrompt(
    "explain_paper",
    {
      title: "Explain a paper",
      description: "What a paper says, what is said of it, and what to read beside it.",
      argsSchema: z.object({ paper: typed.describe("Its identifier or address.") }),
    },
    ({ paper }) =>
      asks(
        `Call get_paper with id ${JSON.stringify(paper)} and its discussion, then find_similar for it.`,
        "Explain the paper to somebody of a neighbouring field: the question, what they did, what they found, and what stays open. Then what readers said of it, and three papers to read beside it, with links. You have the abstract, not the text: say where that does not suffice.",
      ),
  );
}

function asks(...sentences: string[]) {
  return {
    messages: [
      { role: "user" as const, content: { type: "text" as const, text: sentences.join("\n\n") } },
    ],
  };
}
