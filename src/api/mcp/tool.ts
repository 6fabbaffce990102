// One tool, told once: what a model reads of it, what it takes and gives, and what it does.
import type { McpServer, ToolAnnotations } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Scope } from "../../community/tokens/scopes.ts";
import { faultOf } from "../errors.ts";
import type { McpContext } from "./options.ts";

type Fields = Record<string, z.ZodType>;

/** A tool with the types of what it takes left out, as lists of them hold it. */
export interface Tool {
  name: string;
  /** For people, a few words. */
  title: string;
  /** For the model: what it does, when to use it, what comes back. */
  description: string;
  /** What a token must be good for; to those without it the tool is not even told. */
  scope?: Scope | undefined;
  /** Whatever is not known is refused, so that a slip is seen. */
  input: z.ZodObject;
  output: z.ZodObject;
  answer: (asked: Record<string, unknown>, context: McpContext) => Promise<Answer>;
}

/** The same answer twice: for programs, and for whoever reads. */
interface Answer<Data = Record<string, unknown>> {
  data: Data;
  /** Markdown; see markdown.ts. */
  text: string;
}

interface TypedTool<Input extends Fields, Output extends Fields> extends Omit<
  Tool,
  "input" | "output" | "answer"
> {
  input: Input;
  output: Output;
  answer: (
    asked: { [Name in keyof Input]: z.output<Input[Name]> },
    context: McpContext,
  ) => Promise<Answer<z.input<z.ZodObject<Output>>>>;
}

/** A tool whose answer is given what its fields read to. Its schemas are made here, since servers are made by the request. */
export function tool<Input extends Fields, Output extends Fields>(
  typed: TypedTool<Input, Output>,
): Tool {
  return {
    ...typed,
    input: z.strictObject(typed.input),
    output: z.object(typed.output),
    answer: typed.answer as Tool["answer"],
  };
}

/** Whether whoever asks is told of the tool. */
export function isOpenTo({ scope }: Tool, { asker }: McpContext): boolean {
  return scope === undefined || asker?.scopes.has(scope) === true;
}

export function addTool(server: McpServer, context: McpContext, tool: Tool): void {
  const { name, title, description, input, output } = tool;
  server.registerTool(
    name,
    {
      title,
      description,
      inputSchema: input,
      outputSchema: output,
      annotations: annotationsOf(tool),
    },
    async (asked) => {
      try {
        const { data, text } = await tool.answer(asked, context);
        return { structuredContent: data, content: [{ type: "text", text }] };
      } catch (error) {
        return { isError: true, content: [{ type: "text", text: saysWhy(error, context) }] };
      }
    },
  );
}

/** In a sentence for the model; what nobody foresaw is for the log alone. */
export function saysWhy(error: unknown, { log }: Pick<McpContext, "log">): string {
  const { status, detail } = faultOf(error as Error);
  if (status === 500) log("An answer to an MCP client failed", { error });
  return detail;
}

/** What does not read only adds to what is there, and says the same twice without harm. */
function annotationsOf({ scope }: Tool): ToolAnnotations {
  return {
    readOnlyHint: scope === undefined,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  };
}
