/** Going to a character of the line by name, as `f`, `t`, `;` and `,` of vi do. Pure. */
import { unreachable } from '../base/assert.js';
import type { Size } from '../domain/session.js';
import { withCursor } from './past-move.js';
import { characterFrom } from './past-words.js';
import type { OpenPast, PastEvent } from './past.js';

type CharacterEvent = Extract<
  PastEvent,
  { readonly type: 'typeCharacter' | 'characterAgain' | 'dropCharacter' }
>;

export function stepCharacter(
  past: OpenPast,
  { event, times }: { readonly event: CharacterEvent; readonly times: number },
  size: Size,
): OpenPast {
  const { awaited: way, character } = past;
  const now = { ...past, awaited: undefined };
  switch (event.type) {
    case 'dropCharacter':
      return now;
    case 'typeCharacter': {
      const { text } = event;
      if (!way || text === '') return now;
      const sought = { text, way, times, again: false };
      return { ...gone(now, sought, size), character: { text, way } };
    }
    case 'characterAgain': {
      if (!character) return now;
      const { stop, direction } = character.way;
      const turned = { stop, direction: event.by > 0 ? direction : back(direction) };
      return gone(now, { text: character.text, way: turned, times, again: true }, size);
    }
    default:
      return unreachable(event);
  }
}

function back(direction: 1 | -1): 1 | -1 {
  return direction > 0 ? -1 : 1;
}

function gone(
  past: OpenPast,
  sought: Parameters<typeof characterFrom>[2],
  size: Size,
): OpenPast {
  const spot = characterFrom(past, past.cursor, sought);
  return spot ? withCursor(past, spot, size) : past;
}
