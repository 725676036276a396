/** What the status bar has said can be read later, and to its end. */
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../src/console/dialogs/dialog-content.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import { aConsole, after, NOW } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

function said(text: string, at: number): ConsoleEvent {
  return { type: 'noticed', notice: { level: 'warning', text, at } };
}

function linesOf(state: ReturnType<typeof aConsole>, width = 40): readonly string[] {
  return contentOf(state.view, width, state.keymap).lines.map(({ text }) => text);
}

describe('the messages', () => {
  const later = after(aConsole(), [
    said('first', NOW),
    said('a longer one that would not fit into a line', NOW + 60_000),
    said('first', NOW + 120_000),
    { type: 'ticked', now: NOW + 180_000 },
  ]);

  it('are all that was said, the latest first, folded', () => {
    expect(linesOf(press(later, 'M'))).toEqual([
      '1m    first',
      '2m    a longer one that would not fit',
      '      into a line',
      '3m    first',
    ]);
  });

  it('tell nothing twice that is only shown longer, and no answer to a key', () => {
    const pressed = press(after(aConsole(), [said('once', NOW)]), 'I');
    const ticked = after(pressed, [{ type: 'ticked', now: NOW + 1 }]);
    expect(ticked.messages.map(({ text }) => text)).toEqual(['once']);
  });

  it('are none at first, and are closed by their key', () => {
    const open = press(aConsole(), 'ctrl+space M');
    expect(linesOf(open)).toEqual(['Nothing was said yet.']);
    expect(press(open, 'M').view.type).toBe('panes');
  });
});
