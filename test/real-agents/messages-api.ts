/** The public Messages API (`POST /v1/messages`, server-sent events), as far as Claude Code asks for it. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Tokens } from '../../src/domain/usage.js';
import type { Block, Conversation } from './model-server.js';

const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  tool_use_id: z.string().optional(),
  content: z.unknown().optional(),
  is_error: z.boolean().optional(),
});
type Part = z.infer<typeof part>;
const request = z.looseObject({
  model: z.string(),
  messages: z.array(
    z.looseObject({
      role: z.enum(['user', 'assistant', 'system']),
      content: z.union([z.string(), z.array(part)]),
    }),
  ),
  tools: z.array(z.looseObject({ name: z.string() })).default([]),
});
type Request = z.infer<typeof request>;

export function messagesConversation(body: unknown): Conversation {
  const { messages, tools } = request.parse(body);
  const parts = messages.flatMap(partsOf);
  const results = new Map(parts.map((each) => [each.tool_use_id, each]));
  return {
    said: messages
      .filter(({ role }) => role === 'user')
      .flatMap(partsOf)
      .filter(({ type }) => type === 'text')
      .map(({ text = '' }) => text)
      .join('\n'),
    calls: parts
      .filter(({ type }) => type === 'tool_use')
      .map(({ id, name = '' }) => {
        const result = results.get(id);
        return {
          name,
          result: result && plain(result.content),
          failed: result?.is_error ?? false,
        };
      }),
    tools: tools.map(({ name }) => name),
  };
}

function partsOf({ content }: Request['messages'][number]): readonly Part[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

function plain(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

/** As if half of it were known from before. */
export function tokensFor(inputTokens: number): Tokens {
  const cacheRead = Math.floor(inputTokens / 2);
  return { input: inputTokens - cacheRead - 10, output: 50, cacheRead, cacheWrite: 10 };
}

type Wish = {
  readonly body: unknown;
  readonly blocks: readonly Block[];
  readonly inputTokens: number;
};

/** As the reference of the API has it, each block in one delta. */
export function streamMessages(
  response: ServerResponse,
  { body, blocks, inputTokens }: Wish,
): void {
  const { model } = request.parse(body);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type: string, more: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
  const { input, output, cacheRead, cacheWrite } = tokensFor(inputTokens);
  const usage = {
    input_tokens: input,
    cache_read_input_tokens: cacheRead,
    cache_creation_input_tokens: cacheWrite,
    output_tokens: 1,
  };
  send('message_start', {
    message: {
      id: `msg_${randomUUID()}`,
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage,
    },
  });
  for (const [index, block] of blocks.entries()) {
    const { start, delta } = piecesOf(block);
    send('content_block_start', { index, content_block: start });
    send('content_block_delta', { index, delta });
    send('content_block_stop', { index });
  }
  const tool = blocks.some(({ type }) => type === 'tool_use');
  send('message_delta', {
    delta: { stop_reason: tool ? 'tool_use' : 'end_turn', stop_sequence: null },
    usage: { output_tokens: output },
  });
  send('message_stop', {});
  response.end();
}

function piecesOf(block: Block): { readonly start: object; readonly delta: object } {
  if (block.type === 'text')
    return {
      start: { type: 'text', text: '' },
      delta: { type: 'text_delta', text: block.text },
    };
  const { name, input } = block;
  return {
    start: { type: 'tool_use', id: `toolu_${randomUUID()}`, name, input: {} },
    delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) },
  };
}
