/** What a program asked of keys: kitty's stacks, modifyOtherKeys, DECBKM. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { replyTo } from './reply.js';

const ASK = '\x1b[?u';
const flags = (number: number) => `\x1b[?${number}u`;

describe("kitty's flags", () => {
  it.each([
    ['are none at first', '', 0],
    ['are pushed', '\x1b[>1u\x1b[>5u', 5],
    ['are none when none are named', '\x1b[>5u\x1b[>u', 0],
    ['are popped', '\x1b[>1u\x1b[>5u\x1b[<u', 1],
    ['are popped by number', '\x1b[>1u\x1b[>2u\x1b[>3u\x1b[<2u', 1],
    ['are none when more are popped than were pushed', '\x1b[>1u\x1b[<9u', 0],
    ['are set', '\x1b[>1u\x1b[=4u', 4],
    ['are added', '\x1b[=4u\x1b[=3;2u', 7],
    ['are taken away', '\x1b[=7u\x1b[=3;3u', 4],
    ['are set below what is pushed next', '\x1b[=5u\x1b[>3u\x1b[<u', 5],
    ['are no more than there are', '\x1b[=255u', 31],
    ['end with RIS', '\x1b[>1u\x1bc', 0],
    ['end with RIS also below', '\x1b[>1u\x1b[>3u\x1bc\x1b[<u', 0],
    ['stay when the main screen is shown that shows', '\x1b[>1u\x1b[?1049l', 1],
    ['are none on the alternate screen', '\x1b[>1u\x1b[?1049h', 0],
    ['are there again on the main screen', '\x1b[>1u\x1b[?1049h\x1b[>3u\x1b[?1049l', 1],
    [
      'are there again on the alternate screen',
      '\x1b[?1049h\x1b[>3u\x1b[?1049l\x1b[?1049h',
      3,
    ],
    [
      'stay when the alternate screen is shown that shows',
      '\x1b[?1049h\x1b[>3u\x1b[?1049h',
      3,
    ],
    [
      'of the main screen stay when all of the other are popped',
      '\x1b[>1u\x1b[>5u\x1b[?47h\x1b[>3u\x1b[<9u\x1b[?47l',
      5,
    ],
  ])('%s', (_rule, bytes, expected) => {
    const terminal = emulator();
    expect(replyTo(terminal, bytes + ASK)).toBe(flags(expected));
    expect(terminal.modes.kittyKeyboard).toBe(expected);
  });

  it('lose the oldest of more than sixteen', () => {
    const pushes = Array.from({ length: 20 }, (_, at) => `\x1b[>${at + 1}u`).join('');
    const pops = `\x1b[<u${ASK}`.repeat(16);
    const left = Array.from({ length: 15 }, (_, at) => flags(19 - at)).join('');
    expect(replyTo(emulator(), pushes + pops)).toBe(left + flags(0));
  });
});

describe('DECBKM', () => {
  it.each([
    ['is reset at first', '', 2],
    ['is set', '\x1b[?67h', 1],
    ['stays over a soft reset', '\x1b[?67h\x1b[!p', 1],
    ['ends with RIS', '\x1b[?67h\x1bc', 2],
    ['comes back as it was saved', '\x1b[?67h\x1b[?67s\x1b[?67l\x1b[?67r', 1],
  ])('%s', (_rule, bytes, state) => {
    const terminal = emulator();
    expect(replyTo(terminal, `${bytes}\x1b[?67$p`)).toBe(`\x1b[?67;${state}$y`);
    expect(terminal.modes.backspaceKey).toBe(state === 1);
  });
});

describe('the wheel as arrows (1007)', () => {
  it.each([
    ['is set at first', '', 1],
    ['is reset', '\x1b[?1007l', 2],
    ['stays reset over a soft reset', '\x1b[?1007l\x1b[!p', 2],
    ['is set again by RIS', '\x1b[?1007l\x1bc', 1],
  ])('%s', (_rule, bytes, state) => {
    const terminal = emulator();
    expect(replyTo(terminal, `${bytes}\x1b[?1007$p`)).toBe(`\x1b[?1007;${state}$y`);
    expect(terminal.modes.alternateScroll).toBe(state === 1);
  });
});

function emulator(): Emulator {
  return new Emulator({ size: { columns: 10, rows: 3 }, scrollback: 10 });
}
