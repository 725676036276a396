/** The public Gemini API (`models/NAME:streamGenerateContent`), as far as its CLI asks for it. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Tokens } from '../../src/domain/usage.js';
import type { Block, Conversation } from './model-server.js';

const part = z.looseObject({
  text: z.string().optional(),
  functionCall: z.looseObject({ name: z.string() }).optional(),
  functionResponse: z.looseObject({ response: z.unknown() }).optional(),
});
const request = z.looseObject({
  contents: z.array(
    z.looseObject({ role: z.string().default('user'), parts: z.array(part) }),
  ),
  tools: z
    .array(
      z.looseObject({
        functionDeclarations: z.array(z.looseObject({ name: z.string() })).default([]),
      }),
    )
    .default([]),
});

export function geminiConversation(body: unknown): Conversation {
  const { contents, tools } = request.parse(body);
  const parts = contents.flatMap(({ role, parts: all }) =>
    all.map((one) => Object.assign({ role }, one)),
  );
  const results = parts.flatMap(({ functionResponse }) => functionResponse ?? []);
  return {
    said: parts
      .filter(({ role }) => role === 'user')
      .flatMap(({ text }) => text ?? [])
      .join('\n'),
    // Answered in their order.
    calls: parts
      .flatMap(({ functionCall }) => functionCall ?? [])
      .map(({ name }, at) => {
        const result = results[at];
        const text = result && JSON.stringify(result.response);
        return { name, result: text, failed: false };
      }),
    tools: tools.flatMap(({ functionDeclarations }) =>
      functionDeclarations.map(({ name }) => name),
    ),
  };
}

/** All of it at once; as one event where a stream is asked for. */
export function answerGemini(
  response: ServerResponse,
  blocks: readonly Block[],
  { tokens, streams }: { readonly tokens: Tokens; readonly streams: boolean },
): void {
  const content = { role: 'model', parts: blocks.map(partOf) };
  const { input, output, cacheRead, cacheWrite } = tokens;
  const promptTokenCount = input + cacheRead + cacheWrite;
  const body = JSON.stringify({
    candidates: [{ content, finishReason: 'STOP', index: 0 }],
    usageMetadata: {
      promptTokenCount,
      cachedContentTokenCount: cacheRead,
      candidatesTokenCount: output,
      totalTokenCount: promptTokenCount + output,
    },
  });
  const type = streams ? 'text/event-stream' : 'application/json';
  response.writeHead(200, { 'content-type': type });
  response.end(streams ? `data: ${body}\r\n\r\n` : body);
}

function partOf(block: Block): object {
  if (block.type === 'text') return { text: block.text };
  const { name, input: args } = block;
  return { functionCall: { id: randomUUID(), name, args } };
}
