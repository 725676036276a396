/**
 * A model on loopback that says what a script tells it to, in whichever public API an
 * agent's program asks for it: one file each.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { NO_TOKENS, plus, type Tokens } from '../../src/domain/usage.js';
import { chatConversation, streamChat } from './chat-api.js';
import { answerGemini, geminiConversation } from './gemini-api.js';
import { messagesConversation, streamMessages, tokensFor } from './messages-api.js';
import { responsesConversation, streamResponses } from './responses-api.js';

export type Block =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_use';
      readonly name: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** Codex has tools in groups. */
      readonly namespace?: string;
    }
  /** A tool that takes a text of a form of its own, such as Codex's patches. */
  | { readonly type: 'text_tool_use'; readonly name: string; readonly input: string };

/** What was said so far, as far as a script needs it. */
export type Conversation = {
  /** All texts of the user's side, in one. */
  readonly said: string;
  /** The tools that were called, each with what came of it. */
  readonly calls: readonly ToolCall[];
  /** The names of the tools that can be called. */
  readonly tools: readonly string[];
};

/** With all that was sent, as it came. */
export type Asked = Conversation & { readonly sent: string };

export type ToolCall = {
  readonly name: string;
  /** Undefined until it is there. */
  readonly result: string | undefined;
  readonly failed: boolean;
};

/** Gives the answer; a turn without a tool ends what the agent does. */
export type Script = (conversation: Asked) => Promise<Answer> | Answer;

export type Answer =
  | readonly Block[]
  | { readonly status: number; readonly error: string }
  | typeof HANGS_UP;

/** Ends the connection without a word. */
export const HANGS_UP = { hangsUp: true } as const;

export type ModelServer = AsyncDisposable & {
  readonly url: string;
  /** What was asked with tools, the newest last. */
  readonly asked: readonly Conversation[];
  /** The tokens that it said were used for that. */
  readonly used: Tokens;
};

export async function aModel(script: Script): Promise<ModelServer> {
  const asked: Conversation[] = [];
  let used = NO_TOKENS;
  const server = createServer((request, response) => {
    void answer(request, response, async (conversation, input) => {
      if (conversation.tools.length === 0)
        return [{ type: 'text', text: '{"title": "Work"}' }];
      asked.push(conversation);
      const said = await script(conversation);
      if (!('error' in said || 'hangsUp' in said)) used = plus(used, tokensFor(input));
      return said;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    get used() {
      return used;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Api = {
  readonly path: RegExp;
  readonly read: (body: unknown) => Conversation;
  readonly write: (response: ServerResponse, given: Given) => void;
};

type Given = {
  readonly url: string;
  readonly body: unknown;
  readonly blocks: readonly Block[];
  readonly inputTokens: number;
};

const apis: readonly Api[] = [
  {
    path: /^\/v1\/messages(\?|$)/,
    read: messagesConversation,
    write: streamMessages,
  },
  {
    path: /^\/v1\/responses(\?|$)/,
    read: responsesConversation,
    write: (response, { blocks, inputTokens }) =>
      streamResponses(response, blocks, tokensFor(inputTokens)),
  },
  {
    path: /:(generateContent|streamGenerateContent)(\?|$)/,
    read: geminiConversation,
    write: (response, { url, blocks, inputTokens }) =>
      answerGemini(response, blocks, {
        tokens: tokensFor(inputTokens),
        streams: url.includes(':stream'),
      }),
  },
  {
    path: /^\/v1\/chat\/completions(\?|$)/,
    read: chatConversation,
    write: (response, { blocks, inputTokens }) =>
      streamChat(response, blocks, tokensFor(inputTokens)),
  },
];

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  model: (conversation: Asked, inputTokens: number) => Promise<Answer>,
): Promise<void> {
  const { method, url = '' } = incoming;
  const text = await textOf(incoming);
  const inputTokens = Math.ceil(text.length / 4);
  if (url.startsWith('/v1/messages/count_tokens')) {
    json(response, 200, { input_tokens: inputTokens });
    return;
  }
  const api = apis.find(({ path }) => path.test(url));
  if (method !== 'POST' || !api) {
    response.writeHead(method === 'HEAD' ? 200 : 404).end();
    return;
  }
  const body: unknown = JSON.parse(text);
  const given = await model({ ...api.read(body), sent: text }, inputTokens);
  if ('hangsUp' in given) {
    incoming.socket.destroy();
    return;
  }
  if ('error' in given) {
    const error = { type: given.error, message: given.error };
    json(response, given.status, { type: 'error', error });
    return;
  }
  api.write(response, { url, body, blocks: given, inputTokens });
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
