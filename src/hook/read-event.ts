/** Reads the event: the last argument if it is JSON, else standard input to its end. */
import type { ReadStream } from 'node:tty';
import { MAX_EVENT_CHARACTERS, type HookMessage } from '../domain/hook.js';

/** An agent writes an event at once; one that keeps its pipe open is not waited for. */
const READ_MS = 2000;

type Event = Pick<HookMessage, 'text' | 'cut'>;

export function readEvent(argument: string, input: Input): Promise<Event> {
  if (argument.startsWith('{')) return Promise.resolve(bounded(argument, true));
  // A person started it by hand.
  if (input.isTTY) return Promise.resolve({ text: '', cut: false });
  return readAll(input);
}

type Input = NodeJS.ReadableStream & Pick<Partial<ReadStream>, 'isTTY'>;

/** Reads on beyond what is kept, so that the agent can write all of it. */
function readAll(input: Input): Promise<Event> {
  return new Promise((resolve) => {
    let text = '';
    let length = 0;
    const done = (whole: boolean) => {
      clearTimeout(timer);
      resolve(bounded(text, whole && length === text.length));
    };
    const timer = setTimeout(done, READ_MS, false);
    input.setEncoding('utf8');
    input.on('data', (chunk) => {
      length += chunk.length;
      if (text.length < MAX_EVENT_CHARACTERS) text += String(chunk);
    });
    input.on('error', () => done(false));
    input.on('end', () => done(true));
  });
}

function bounded(text: string, whole: boolean): Event {
  const cut = text.length > MAX_EVENT_CHARACTERS;
  return { text: cut ? text.slice(0, MAX_EVENT_CHARACTERS) : text, cut: cut || !whole };
}
