/** Asks the host for a session's past; what it tells is an event again. */
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import type { HostAnswers, HostEvent, HostRequest } from '../protocol/host.js';
import type { ConsoleEvent } from './event.js';
import type { Link } from './link.js';
import { copied, type CopySurroundings } from './past-copy.js';
import type { PastEffect } from './past-effect.js';

export type HostLink = Pick<Link<HostRequest, HostAnswers, HostEvent>, 'ask'>;

/** Never rejects. */
export async function performPast(
  effect: PastEffect,
  around: CopySurroundings,
): Promise<ConsoleEvent> {
  const { session } = effect;
  switch (effect.type) {
    case 'readHistory': {
      const answer = await around.host.ask({ type: 'history', session, ...effect.span });
      return answer.ok
        ? { type: 'history', session, answer: answer.value }
        : { type: 'pastLost', session };
    }
    case 'readPlaces': {
      const { held, before, count } = effect;
      const places = held.map(({ place }) => place);
      const wanted = { type: 'places', session, places, before, count } as const;
      const answer = await around.host.ask(wanted);
      return answer.ok
        ? { type: 'places', session, held, answer: answer.value }
        : { type: 'pastLost', session };
    }
    case 'search': {
      const { text, ignoreCase } = effect;
      const answer = await around.host.ask({ type: 'search', session, text, ignoreCase });
      return answer.ok
        ? { type: 'found', session, text, answer: answer.value }
        : noticed('error', plainText(answer.failure.message));
    }
    case 'readPrompts': {
      const answer = await around.host.ask({ type: 'prompts', session });
      return answer.ok
        ? { type: 'prompts', session, by: effect.by, answer: answer.value }
        : noticed('error', plainText(answer.failure.message));
    }
    case 'copy':
      return copied(effect, around);
    default:
      return unreachable(effect);
  }
}

function noticed(level: 'error', text: string): ConsoleEvent {
  return { type: 'noticed', notice: { level, text, at: Date.now() } };
}
