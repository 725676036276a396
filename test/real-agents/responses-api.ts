/** The public Responses API (`POST /v1/responses`, server-sent events), as far as Codex asks for it. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Tokens } from '../../src/domain/usage.js';
import type { Block, Conversation } from './model-server.js';

const item = z.looseObject({
  type: z.string(),
  role: z.string().optional(),
  content: z.array(z.looseObject({ text: z.string().default('') })).default([]),
  name: z.string().default(''),
  call_id: z.string().optional(),
  output: z.unknown().optional(),
  /** Newer models are told their tools by an item of the conversation. */
  tools: z.array(z.looseObject({ name: z.string().optional() })).default([]),
});
const request = z.looseObject({
  input: z.array(item),
  tools: z.array(z.looseObject({ name: z.string().optional() })).default([]),
});

/** Asked beside, with the same tools; a model that is asked for a title needs none. */
const FOR_A_TITLE = 'Generate a concise, single-line task title';

export function responsesConversation(body: unknown): Conversation {
  const { input, tools } = request.parse(body);
  const outputs = new Map(
    input
      .filter(({ type }) => /^(function|custom_tool)_call_output$/.test(type))
      .map(({ call_id, output }) => [call_id, output]),
  );
  const said = input
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => content.map(({ text }) => text))
    .join('\n');
  const given = [...tools, ...input.flatMap((one) => one.tools)];
  return {
    said,
    calls: input
      .filter(({ type }) => /^(function|custom_tool)_call$/.test(type))
      .map(({ name, call_id }) => ({
        name,
        result: outputs.has(call_id) ? JSON.stringify(outputs.get(call_id)) : undefined,
        failed: false,
      })),
    tools: said.includes(FOR_A_TITLE) ? [] : given.flatMap(({ name }) => name ?? []),
  };
}

/** Each block as a whole item. */
export function streamResponses(
  response: ServerResponse,
  blocks: readonly Block[],
  { input, output, cacheRead, cacheWrite }: Tokens,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type: string, more: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
  const id = `resp_${randomUUID()}`;
  send('response.created', { response: { id } });
  for (const [output_index, block] of blocks.entries())
    send('response.output_item.done', { output_index, item: itemOf(block) });
  // Here the input is all of it, and nothing is said of what is written to a cache.
  const input_tokens = input + cacheRead + cacheWrite;
  const usage = {
    input_tokens,
    input_tokens_details: { cached_tokens: cacheRead },
    output_tokens: output,
    output_tokens_details: null,
    total_tokens: input_tokens + output,
  };
  send('response.completed', { response: { id, usage } });
  response.end();
}

function itemOf(block: Block): object {
  if (block.type === 'text')
    return {
      type: 'message',
      id: `msg_${randomUUID()}`,
      role: 'assistant',
      content: [{ type: 'output_text', text: block.text }],
    };
  const call = { call_id: `call_${randomUUID()}`, name: block.name };
  if (block.type === 'text_tool_use')
    return {
      type: 'custom_tool_call',
      id: `ctc_${randomUUID()}`,
      input: block.input,
      ...call,
    };
  const { namespace } = block;
  return {
    type: 'function_call',
    id: `fc_${randomUUID()}`,
    arguments: JSON.stringify(block.input),
    ...(namespace === undefined ? {} : { namespace }),
    ...call,
  };
}
