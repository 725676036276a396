/**
 * Reads what `wtmux hook` brings: its message, and the agent's event in it. An event is a
 * JSON object of a form that only the agent's file knows, so it is taken as fields with
 * texts. Of one that was cut off, those fields count that came whole.
 */
import * as z from 'zod';
import { MAX_EVENT_CHARACTERS, type HookMessage } from '../domain/hook.js';
import { sessionId } from '../domain/ids.js';

/**
 * The fields of an event; one that is no text is as JSON writes it. Those of an object in
 * it have names of two parts: `tool_input.command`.
 */
export type HookEvent = Readonly<Record<string, string>>;

const message = z.object({
  id: z.string().min(1).max(100),
  session: z.string().min(1).max(200).transform(sessionId),
  at: z.number(),
  text: z.string().max(MAX_EVENT_CHARACTERS),
  cut: z.boolean(),
});

/** Undefined when it is none. */
export function readHookMessage(line: string): HookMessage | undefined {
  return message.safeParse(parsed(line)).data;
}

type Laid = Pick<HookMessage, 'id' | 'at'> & {
  readonly text: string;
  readonly whole: boolean;
};

/** What `hook.sh` laid down: the session, a line break, the event. Undefined when it is none. */
export function readLaidDown({ id, at, text, whole }: Laid): HookMessage | undefined {
  const end = text.indexOf('\n');
  const event = text.slice(end + 1, end + 1 + MAX_EVENT_CHARACTERS);
  const cut = !whole || event.length < text.length - end - 1;
  return message.safeParse({
    id,
    session: text.slice(0, Math.max(0, end)),
    at,
    text: event,
    cut,
  }).data;
}

/** Undefined when it is no JSON object. */
export function readHookEvent({
  text,
  cut,
}: Pick<HookMessage, 'text' | 'cut'>): HookEvent | undefined {
  const event = parsed(text) ?? (cut ? parsed(closed(text)) : undefined);
  if (!isObject(event)) return undefined;
  const fields = Object.entries(event);
  const parts = fields.flatMap(([name, value]) => partsOf(name, value));
  return Object.fromEntries(
    [...fields, ...parts].map(([name, value]) => [name, textOf(value)]),
  );
}

function partsOf(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([part, of]) => [`${name}.${part}`, of]);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The object without its first field that did not come whole. One pass: it may be long. */
function closed(text: string): string {
  let depth = 0;
  let end = text.indexOf('{') + 1;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted && char === '\\') at++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    else if (char === ',' && depth === 1) end = at;
  }
  return `${text.slice(0, end)}}`;
}
