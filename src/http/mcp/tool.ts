import { z } from "zod";
import type { Assistant } from "../../core/assistant.ts";
import { refuseInvalid } from "../refuse-invalid.ts";

/** What a tool works with. */
export interface ToolContext {
  readonly assistant: Assistant;
  /** Ends the work when the client gives up. */
  readonly signal: AbortSignal;
}

/** What a call gives: the facts by the tool's output schema, and the same for reading, with its sources. */
export interface ToolResult {
  readonly structuredContent: Record<string, unknown>;
  readonly text: string;
}

/** A tool as the protocol lists and calls it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonObjectSchema;
  readonly outputSchema: JsonObjectSchema;
  /** @throws FawenError `bad-request` that names the argument, and whatever the assistant throws */
  call(given: unknown, context: ToolContext): Promise<ToolResult>;
}

type JsonObjectSchema = { readonly type: "object"; readonly [keyword: string]: unknown };

interface ToolSetup<Input extends z.ZodType, Output extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  readonly run: (input: z.output<Input>, context: ToolContext) => Promise<z.input<Output>>;
  /** The result for reading. */
  readonly write: (result: z.output<Output>) => string;
}

/** A tool whose arguments and results are judged by zod schemas, from which its JSON schemas come too. */
export function defineTool<Input extends z.ZodType, Output extends z.ZodObject>(setup: ToolSetup<Input, Output>): Tool {
  const { name, title, description, input, output, run, write } = setup;
  return {
    ...{ name, title, description },
    inputSchema: toJsonSchema(input, "input"),
    outputSchema: toJsonSchema(output, "output"),
    async call(given, context) {
      const checked = input.safeParse(given ?? {});
      if (!checked.success) refuseInvalid(checked);
      // Safe: what is wrong has been thrown.
      const result = output.parse(await run(checked.data as z.output<Input>, context));
      return { structuredContent: result, text: write(result) };
    },
  };
}

function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonObjectSchema {
  // The draft that clients of the protocol can be trusted to know.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: "draft-7" });
  return { ...json, type: "object" };
}
