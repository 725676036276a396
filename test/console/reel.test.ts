import { describe, expect, it } from 'vitest';
import { Reel } from '../../src/console/reel.js';

const texts = ['one ', 'two \u001b[?1049h', 'full screen', '\u001b[?1049l', 'three'];
const size = { columns: 40, rows: 3 };

function reel(): Reel {
  const events = texts.map((text, seconds) => ({
    type: 'output' as const,
    seconds,
    text,
  }));
  return new Reel({ size, events, timeline: texts.map((_, seconds) => seconds) });
}

function shown({ emulator }: Reel): readonly string[] {
  return emulator.text({ scrollback: false });
}

const never = () => false;
const always = () => true;

describe('the screen of a recording', () => {
  it.each([
    [0, 'one'],
    [2, '        full screen'],
    [4, 'one two three'],
  ])('is at %d s what was shown then', (at, line) => {
    using it = reel();
    expect(it.moveTo(at, never)).toBe(true);
    expect(shown(it)).toEqual([line]);
  });

  it('goes back', () => {
    using it = reel();
    it.moveTo(4, never);
    it.moveTo(1.5, never);
    expect(shown(it)).toEqual([]);
    it.moveTo(0, never);
    expect(shown(it)).toEqual(['one']);
  });

  it('is the same when it was interrupted after each event', () => {
    using it = reel();
    for (let parts = 0; !it.moveTo(4, always); parts++)
      if (parts > texts.length) throw new Error('it does not get there');
    expect(shown(it)).toEqual(['one two three']);
  });

  it.each([
    ['lower', { columns: 40, rows: 1 }],
    ['narrower', { columns: 2, rows: 3 }],
  ])('is whole again after the terminal was %s for a while', (_how, less) => {
    const lines = ['one', 'two', 'three'];
    using it = new Reel({
      size,
      events: [
        { type: 'output', seconds: 0, text: lines.join('\r\n') },
        { type: 'resize', seconds: 1, size: less },
        { type: 'resize', seconds: 2, size },
      ],
      timeline: [0, 1, 2],
    });
    it.moveTo(1, never);
    expect(shown(it)).not.toEqual(lines);
    it.moveTo(2, never);
    expect(shown(it)).toEqual(lines);
  });

  it('takes the sizes that the terminal had', () => {
    const wide = { columns: 60, rows: 5 };
    using it = new Reel({
      size,
      events: [{ type: 'resize', seconds: 1, size: wide }],
      timeline: [1],
    });
    expect(it.emulator.size).toEqual(size);
    it.moveTo(1, never);
    expect(it.emulator.size).toEqual(wide);
  });
});
