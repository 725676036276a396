import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { joinUpdates } from '../../src/screen/join-updates.js';
import type { ScreenUpdate } from '../../src/screen/row.js';
import { ScreenView } from '../../src/screen/screen-view.js';
import { line } from './picture.js';

const size = { columns: 8, rows: 3 };

describe('a view', () => {
  it('gives everything at first, then what changed, then nothing', () => {
    const { write, changes } = aView();
    write('one\r\ntwo');
    expect(changes()).toEqual(['full', '0 one', '1 two', '2 ']);
    write('!\x1b[1;1H');
    expect(changes()).toEqual(['1 two!']);
    expect(changes()).toBeUndefined();
  });

  it('gives nothing for a repaint of the same', () => {
    const { write, changes } = aView();
    write('one\r\ntwo');
    changes();
    write('\x1b[2J\x1b[Hone\r\ntwo');
    expect(changes()).toBeUndefined();
  });

  it.each([
    ['the cursor moves', '\x1b[3;3H'],
    ['the cursor hides', '\x1b[?25l'],
    ['a mode is set', '\x1b[?2004h'],
  ])('says it without rows when %s', (_what, bytes) => {
    const { write, changes } = aView();
    changes();
    write(bytes);
    expect(changes()).toEqual([]);
  });

  it('sees an accent that joins what is there, and another underline', () => {
    const { write, changes } = aView();
    write('e\u0301\x1b[2;1H\x1b[4:3mu\x1b[m');
    changes();
    write('\x1b[He\u0301\u0323');
    expect(changes()).toEqual(['0 e\u0301\u0323']);
    write('\x1b[2;1H\x1b[4:5mu\x1b[m');
    expect(changes()).toEqual(['1 u']);
  });

  it('gives everything after a resize', () => {
    const { emulator, write, changes } = aView();
    write('one');
    changes();
    emulator.resize({ columns: 8, rows: 2 });
    expect(changes()).toEqual(['full', '0 one', '1 ']);
  });

  it('is one of many', () => {
    const { emulator, write, changes } = aView();
    changes();
    write('one');
    expect(new ScreenView(emulator).take()?.full).toBe(true);
    expect(changes()).toEqual(['0 one']);
  });
});

describe('joined updates', () => {
  it('do what one after the other does', () => {
    const { write, view, changes } = aView();
    write('one\r\ntwo');
    const first = view.take();
    write('\x1b[1;1HONE');
    const second = view.take();
    write('\x1b[1;1Huno\x1b[3;1Htre');
    const third = view.take();
    expect(read(joinUpdates(second, third))).toEqual(['0 uno', '2 tre']);
    expect(read(joinUpdates(first, second))).toEqual(['full', '0 ONE', '1 two', '2 ']);
    expect(read(joinUpdates(second, first))).toEqual(read(first));
    expect(joinUpdates(undefined, third)).toBe(third);
    expect(joinUpdates(third, undefined)).toBe(third);
    expect(changes()).toBeUndefined();
  });
});

describe('a synchronized frame', () => {
  it('is announced while the screen is still whole, and known until it ends', () => {
    const seen: (string | undefined)[] = [];
    const emulator = new Emulator({
      size,
      scrollback: 0,
      onFrameStart: () => seen.push(emulator.text({ scrollback: false })[0]),
    });
    emulator.write(Buffer.from('a\x1b[?2026h\x1b[?2026h\x1b[Hb'));
    expect([seen, emulator.synchronized]).toEqual([['a'], true]);
    emulator.write(Buffer.from('\x1b[?2026l\x1b[?2026h\x1b[Hc\x1b[?2026l'));
    expect([seen, emulator.synchronized]).toEqual([['a', 'b'], false]);
  });

  it('does not hide what follows it from a view that looked at its start', () => {
    const views: ScreenView[] = [];
    const onFrameStart = () => views.at(0)?.take();
    const emulator = new Emulator({ size, scrollback: 0, onFrameStart });
    const view = new ScreenView(emulator);
    views.push(view);
    emulator.write(Buffer.from('a\x1b[?2026h\x1b[Hb'));
    expect(read(view.take())).toEqual(['0 b']);
  });
});

function aView() {
  const emulator = new Emulator({ size, scrollback: 0 });
  const view = new ScreenView(emulator);
  return {
    emulator,
    view,
    write: (text: string) => emulator.write(Buffer.from(text)),
    changes: () => read(view.take()),
  };
}

/** The new rows as `y text`; undefined when nothing is new. */
function read(update: ScreenUpdate | undefined) {
  const rows = update?.changes.map(({ y, row }) => `${y} ${line(row, 8).trimEnd()}`);
  return update?.full ? ['full', ...(rows ?? [])] : rows;
}
