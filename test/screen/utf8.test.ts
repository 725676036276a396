import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';

describe('bytes that are no UTF-8', () => {
  it.each([
    ['a byte that begins nothing', 'a\xffb', 'a\ufffdb'],
    ['text of Latin-1', 'caf\xe9 ol\xe9!', 'caf\ufffd ol\ufffd!'],
    ['a character that breaks off', 'a\xe2\x82b', 'a\ufffdb'],
    ['another that breaks off', 'a\xf0\x9f\x9ab', 'a\ufffdb'],
    ['what goes on without a beginning', 'a\x80\x9bb', 'a\ufffd\ufffdb'],
    ['more bytes than needed', 'a\xc0\xafb', 'a\ufffd\ufffdb'],
    ['half of a pair', 'a\xed\xa0\x80b', 'a\ufffd\ufffd\ufffdb'],
    ['a break before a sequence', 'a\xe2\x1b[3Gb', 'a\ufffdb'],
    ['characters, whole', 'a\xe2\x82\xac\xf0\x9f\x9a\x80b', 'a€🚀b'],
    ['a byte order mark, which is none here', '\xef\xbb\xbfab', 'ab'],
  ])('%s', (_what, latin1, shown) => {
    const bytes = Buffer.from(latin1, 'latin1');
    for (let at = 0; at <= bytes.length; at++) {
      const terminal = emulator();
      terminal.write(bytes.subarray(0, at));
      terminal.write(bytes.subarray(at));
      expect(screen(terminal).split('|')[0]?.replaceAll('\ufeff', '').trimEnd()).toBe(
        shown,
      );
    }
  });

  it('leave a screen unsettled only while a character may still be completed', () => {
    const terminal = emulator();
    terminal.write(Buffer.of(0xe2, 0x82));
    expect(terminal.settled).toBe(false);
    terminal.write(Buffer.of(0xac));
    expect(terminal.settled).toBe(true);
    terminal.write(Buffer.of(0xff));
    expect(terminal.settled).toBe(true);
  });
});

it('what is unfinished stays as it was given', () => {
  const dear = Buffer.from(`${'\x1b[99S\x1b[99T'.repeat(500)}\x1b[Hdone`);
  const terminal = new Emulator({ size: { columns: 200, rows: 50 }, scrollback: 10 });
  terminal.begin(dear);
  expect(terminal.unfinished).toBe(true);
  dear.fill('x');
  while (terminal.unfinished) terminal.goOn();
  expect(screen(terminal).replaceAll(/[ |]/g, '')).toBe('done');
});

function emulator(): Emulator {
  return new Emulator({ size: { columns: 20, rows: 2 }, scrollback: 10 });
}
