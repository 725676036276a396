/** XTPUSHSGR, XTPOPSGR and XTREPORTSGR, as xterm (patch 379) answers. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { replyTo } from './reply.js';

const ASK = '\x1bP$qm\x1b\\';
const OTHER = '\x1b[m\x1b[3;32;44m';
const ALL = '1;2;5;7;8;9;53;4:3;38:2::1:2:3;48:5:200;58:5:9';

describe('attributes that were pushed', () => {
  it.each([
    ['all', '1;31', '#{', '1;31'],
    ['every one', ALL, '#{', '1;5;7;8;9;2;53;4:3;38:2::1:2:3;48:5:200;58:5:9'],
    ['all, by the other names', '1;31', '#p', '1;31'],
    ['the colour of text', '1;31', '30#{', '3;31;44'],
    ['that of what is behind it', '1;41', '31#{', '3;32;41'],
    ['both, by the older numbers', '1;35;41', '10;11#{', '3;35;41'],
    ['some', '7;9;31', '7;8;9#{', '7;9;3;32;44'],
    ['what was not set', '31', '2;3;5#{', '32;44'],
    ['an underline', '4:3;58:5:9', '4#{', '3;4:3;32;44;58:5:9'],
    ['a double one', '21', '21#{', '3;4:2;32;44'],
  ])('come back: %s', (_which, before, push, after) => {
    const pop = push.endsWith('p') ? '#q' : '#}';
    const bytes = `\x1b[${before}m\x1b[${push}${OTHER}\x1b[${pop}${ASK}`;
    expect(replyTo(anEmulator(), bytes)).toBe(`\x1bP1$r0;${after}m\x1b\\`);
  });

  it('come back once, the last first, and no more than ten', () => {
    const pushes = Array.from(
      { length: 12 },
      (_, at) => `\x1b[m\x1b[38;5;${at + 20}m\x1b[#{`,
    );
    const told = replyTo(anEmulator(), pushes.join('') + `\x1b[#}${ASK}`.repeat(12));
    const colours = [31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 22, 22];
    expect(told).toBe(colours.map((at) => `\x1bP1$r0;38:5:${at}m\x1b\\`).join(''));
  });

  it('leave a link alone', () => {
    const emulator = anEmulator();
    emulator.write(
      Buffer.from('\x1b[4m\x1b[#{\x1b[m\x1b]8;;http://a\x1b\\a\x1b[#}b\x1b]8;;\x1b\\'),
    );
    const links = emulator.row(0).extras.map(({ column, link }) => [column, link]);
    expect(links).toEqual([
      [0, 'http://a'],
      [1, 'http://a'],
    ]);
  });
});

describe('attributes of a rectangle', () => {
  const TEXT = '\x1b[1;31mab\x1b[32mc\x1b[4:3md\x1b[m';

  it.each([
    ['of one cell', '1;1;1;1', '0;1;31'],
    ['that all of its cells have', '1;1;1;2', '0;1;31'],
    ['but not a colour that some have not', '1;1;1;3', '0;1'],
    ['nor an underline', '1;3;1;4', '0;1;32'],
    ['none where some have none', '', '0'],
    ['none where there is no rectangle', '2;2;1;1', '0'],
  ])('are told %s', (_which, area, sgr) => {
    expect(replyTo(anEmulator(), `${TEXT}\x1b[${area}#|`)).toBe(`\x1b[${sgr}m`);
  });

  it('count from the corner of the margins in origin mode', () => {
    const bytes = '\x1b[2;3r\x1b[?6h\x1b[1mab\x1b[1;1;1;2#|';
    expect(replyTo(anEmulator(), bytes)).toBe('\x1b[0;1m');
  });
});

function anEmulator(): Emulator {
  return new Emulator({ size: { columns: 10, rows: 3 }, scrollback: 0 });
}
