/** DECRQPSR and DECRSPS: what a program draws with, told and put back. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';
import { replyTo } from './reply.js';

const CURSOR = '\x1b[1$w';
const TABS = '\x1b[2$w';
const told = (state: string) => `\x1bP1$u${state}\x1b\\`;
const restore = (state: string) => `\x1bP1$t${state}\x1b\\`;

describe('the cursor', () => {
  it.each([
    ['at first', '', '1;1;1;@;@;@;0;2;@;BBBB'],
    ['at its place', '\x1b[3;5H', '3;5;1;@;@;@;0;2;@;BBBB'],
    ['with attributes', '\x1b[1;7m', '1;1;1;I;@;@;0;2;@;BBBB'],
    ['with others', '\x1b[4;5m', '1;1;1;F;@;@;0;2;@;BBBB'],
    ['with protection', '\x1b[1"q', '1;1;1;@;A;@;0;2;@;BBBB'],
    [
      'from the corner of the screen in origin mode',
      '\x1b[2;3r\x1b[?6h\x1b[2;2H',
      '3;2;1;@;@;A;0;2;@;BBBB',
    ],
    ['behind the last column', '\x1b[2;20Hx', '2;20;1;@;@;H;0;2;@;BBBB'],
    ['with a single shift', '\x1bN', '1;1;1;@;@;B;0;2;@;BBBB'],
    ['with the other', '\x1bO', '1;1;1;@;@;D;0;2;@;BBBB'],
    ['with the set of the upper half', '\x1b*0\x1b}\x1b~', '1;1;1;@;@;@;0;1;@;BB0B'],
    ['after a single shift', '\x1bN\x1b[1;1Ha\x1b[H', '1;1;1;@;@;@;0;2;@;BBBB'],
    ['with character sets', '\x1b)0\x1b*A\x0e', '1;1;1;@;@;@;1;2;@;B0AB'],
  ])('is told %s', (_what, bytes, state) => {
    expect(replyTo(emulator(), bytes + CURSOR)).toBe(told(state));
  });

  it.each([
    '3;5;1;@;@;@;0;2;@;BBBB',
    '2;7;1;I;A;A;1;2;@;B0AK',
    '2;20;1;@;@;H;0;2;@;BBBB',
  ])('is put back: %s', (state) => {
    expect(replyTo(emulator(), restore(state) + CURSOR)).toBe(told(state));
  });

  it('draws then as it was told', () => {
    const terminal = emulator();
    terminal.write(Buffer.from(`${restore('2;3;1;@;@;@;1;2;@;B0BB')}q`));
    expect(screen(terminal).split('|')[1]?.trimEnd()).toBe('  ─');
  });

  it.each(['4;7', ';;;;;;;;;', '-1;x;1;@;@;@;0;2;@;BBBB', 'x'.repeat(10_000)])(
    'stays where it is after what is no state: %.20s',
    (state) => {
      const before = '\x1b[2;2H';
      expect(replyTo(emulator(), before + restore(state) + CURSOR)).toBe(
        told('2;2;1;@;@;@;0;2;@;BBBB'),
      );
    },
  );

  it('does not leave the screen', () => {
    const far = restore('99999;99999;1;@;@;@;0;2;@;BBBB');
    expect(replyTo(emulator(), far + CURSOR)).toBe(told('4;20;1;@;@;@;0;2;@;BBBB'));
  });
});

describe('the tab stops', () => {
  it.each([
    ['as at first', '', '1/9/17'],
    ['as they are set', '\x1b[1;5H\x1bH', '1/5/9/17'],
    ['as none', '\x1b[3g', ''],
    ['as they were put back', '\x1bP2$t5/9/20/21/x\x1b\\', '5/9/20'],
  ])('are told %s', (_how, bytes, columns) => {
    expect(replyTo(emulator(), bytes + TABS)).toBe(`\x1bP2$u${columns}\x1b\\`);
  });

  it('stop where they were put back', () => {
    expect(replyTo(emulator(), '\x1bP2$t5/9\x1b\\\t\t\x1b[6n')).toBe('\x1b[1;9R');
  });
});

it('is not for a terminal before the VT320', () => {
  expect(replyTo(emulator(), `\x1b[62;1"p${CURSOR}${TABS}`)).toBe('');
});

it('tells that all of the page is shown (DECRQDE)', () => {
  expect(replyTo(emulator(), '\x1b["v')).toBe('\x1b[4;20;1;1;1"w');
});

function emulator(): Emulator {
  return new Emulator({ size: { columns: 20, rows: 4 }, scrollback: 10 });
}
