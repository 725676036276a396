import { describe, expect, it } from 'vitest';
import { contentOf } from '../../src/console/dialogs/dialog-content.js';
import { DIALOG_FRAME, geometryOf } from '../../src/console/geometry.js';
import type { ConsoleState } from '../../src/console/state.js';
import { workstreamId } from '../../src/domain/ids.js';
import { aConsole, after } from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

/** One paragraph, as agents write them: far more lines on the screen than in the text. */
const words = Array.from({ length: 400 }, (_, at) => `word${at}`);

describe('a plan of one long line', () => {
  const open = press(aConsole({ columns: 80, rows: 24 }), 'a');
  const plan = {
    workstream: workstreamId('B'),
    text: words.join(' '),
    revision: 'r',
    kind: 'plan',
    source: 'hook',
  } as const;
  const read = after(open, [{ type: 'planRead', plan }]);

  it('is read to its last word', () => {
    expect(shown(read).at(0)).toMatch(/^word0 /);
    expect(shown(press(read, pressed('space', 9))).at(-1)).toMatch(/word399$/);
  });

  it('goes by pages that overlap by a line', () => {
    const next = press(read, 'space');
    expect(shown(next).at(0)).toBe(shown(read).at(-1));
    expect(shown(press(next, 'b'))).toEqual(shown(read));
  });
});

it('goes back from the end of the help at the first key', () => {
  const state = press(aConsole({ columns: 80, rows: 24 }), '?');
  const end = press(state, pressed('down', 300));
  expect(shown(press(end, pressed('space', 3)))).toEqual(shown(end));
  expect(shown(press(end, 'up')).slice(1)).toEqual(shown(end).slice(0, -1));
});

function pressed(key: string, times: number): string {
  return Array.from({ length: times }, () => key).join(' ');
}

/** The lines of a dialog that are in view. */
function shown(state: ConsoleState): readonly string[] {
  const { view, keymap } = state;
  const { width = 0, height = 0 } = geometryOf(state).dialog ?? {};
  const { lines } = contentOf(view, width - DIALOG_FRAME.columns, keymap);
  const from = 'scroll' in view ? view.scroll : 0;
  return lines.slice(from, from + height - DIALOG_FRAME.rows).map(({ text }) => text);
}
