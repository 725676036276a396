/** The public chat completions API (`POST /v1/chat/completions`), as far as opencode asks for it. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Tokens } from '../../src/domain/usage.js';
import type { Block, Conversation } from './model-server.js';

const text = z.looseObject({ text: z.string().default('') });
const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(text)]).nullish(),
  tool_calls: z
    .array(
      z.looseObject({ id: z.string(), function: z.looseObject({ name: z.string() }) }),
    )
    .default([]),
  tool_call_id: z.string().optional(),
});
const request = z.looseObject({
  model: z.string(),
  messages: z.array(message),
  tools: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string() }) }))
    .default([]),
});

export function chatConversation(body: unknown): Conversation {
  const { messages, tools } = request.parse(body);
  const results = new Map(
    messages.map(({ tool_call_id, content }) => [tool_call_id, textOf(content)]),
  );
  return {
    said: messages
      .filter(({ role }) => role === 'user')
      .map(({ content }) => textOf(content))
      .join('\n'),
    calls: messages
      .flatMap(({ tool_calls }) => tool_calls)
      .map(({ id, function: { name } }) => {
        return { name, result: results.get(id), failed: false };
      }),
    tools: tools.map(({ function: { name } }) => name),
  };
}

function textOf(content: z.infer<typeof message>['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text).join('');
}

export function streamChat(
  response: ServerResponse,
  blocks: readonly Block[],
  { input, output, cacheRead, cacheWrite }: Tokens,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const id = `chatcmpl-${randomUUID()}`;
  const send = (choices: readonly object[], more: object = {}) => {
    const chunk = {
      id,
      object: 'chat.completion.chunk',
      model: 'loop',
      choices,
      ...more,
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const calls = blocks.filter(({ type }) => type !== 'text');
  for (const block of blocks)
    send([
      { index: 0, delta: deltaOf(block, calls.indexOf(block)), finish_reason: null },
    ]);
  const finish_reason = calls.length > 0 ? 'tool_calls' : 'stop';
  send([{ index: 0, delta: {}, finish_reason }]);
  // As in the Responses API.
  const prompt_tokens = input + cacheRead + cacheWrite;
  const usage = {
    prompt_tokens,
    prompt_tokens_details: { cached_tokens: cacheRead },
    completion_tokens: output,
    total_tokens: prompt_tokens + output,
  };
  send([], { usage });
  response.end('data: [DONE]\n\n');
}

function deltaOf(block: Block, index: number): object {
  if (block.type === 'text') return { role: 'assistant', content: block.text };
  const called = { name: block.name, arguments: JSON.stringify(block.input) };
  const call = { index, id: `call_${randomUUID()}`, type: 'function', function: called };
  return { role: 'assistant', tool_calls: [call] };
}
