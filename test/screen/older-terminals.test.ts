/** What terminals before the VT420 had, as xterm (patch 379) does it where it does. */
import { describe, expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';
import { replyTo } from './reply.js';

const WHERE = '\x1b[6n';

describe('line drawing', () => {
  const CODES = Array.from({ length: 32 }, (_, at) => String.fromCodePoint(0x5f + at));
  const GLYPHS = ' ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·';

  it.each([
    ['G0', '\x1b(0'],
    ['G1', '\x1b)0\x0e'],
    ['G2', '\x1b*0\x1bn'],
    ['G3', '\x1b+0\x1bo'],
  ])('has every glyph of a VT100, and a blank for _ (%s)', (_set, choose) => {
    const terminal = emulator(32);
    terminal.write(Buffer.from(choose + CODES.join('')));
    expect(screen(terminal).split('|')[0]).toBe(GLYPHS.slice(0, 32));
  });

  it.each([
    ['SS2', '\x1b*0\x1bNqq', '─q'],
    ['SS3', '\x1b+0\x1bOqq', '─q'],
    ['SS2 of eight bits', '\x1b*0\u008eqq', '─q'],
    ['the last of two single shifts', '\x1b*0\x1bO\x1bNqq', '─q'],
    ['a shift before a sequence', '\x1b*0\x1bN\x1b[1mqq', '─q'],
    ['a shift of the upper half', '\x1b*0\x1b}qq', 'qq'],
    ['no shift after RIS', '\x1b*0\x1bN\x1bcqq', 'qq'],
  ])('holds for one character after %s', (_rule, bytes, shown) => {
    const terminal = emulator(4);
    terminal.write(Buffer.from(bytes));
    expect(screen(terminal).trimEnd().slice(0, 2)).toBe(shown);
  });
});

describe("DEC's other sets", () => {
  it.each([
    ['technical', '(>', '!"<D~', '⎷┌≤Δ↓'],
    ['supplemental', '(<', '!1AW}', '¡±ÁŒÿ'],
    ['supplemental, by its own name', '(%5', '!1AW}', '¡±ÁŒÿ'],
    ['French, by its other name', '(f', '#{', '£é'],
    ['French Canadian, by its other name', '(9', '~', 'û'],
    ['Norwegian, by its other name', '(`', '[', 'Æ'],
    ['Portuguese', '(%6', '[|', 'Ãç'],
  ])('are known: %s', (_which, set, bytes, shown) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`\x1b${set}${bytes}\x1b(B!`));
    expect(screen(terminal).split('|')[0]?.trimEnd()).toBe(`${shown}!`);
  });

  it('show what they have nothing for as xterm does', () => {
    const terminal = emulator();
    terminal.write(Buffer.from('\x1b)<\x0e$\x1b)>1'));
    expect(screen(terminal).split('|')[0]?.trimEnd()).toBe('⸮⸮');
  });

  it('are told and put back', () => {
    expect(replyTo(emulator(), '\x1b(>\x1b)<\x1b[1$w')).toContain(';><BB\x1b');
    const terminal = emulator();
    terminal.write(Buffer.from('\x1bP1$t1;1;1;@;@;@;0;2;@;><BB\x1b\\a\x0eA'));
    expect(screen(terminal).split('|')[0]?.trimEnd()).toBe('αÁ');
  });
});

describe('C1 controls in UTF-8', () => {
  it.each([
    ['IND', '\u0084', '2;3R'],
    ['NEL', '\u0085', '2;1R'],
    ['RI', '\x1b[3;3H\u008d', '2;3R'],
    ['CSI', '\u009b3;2H', '3;2R'],
    ['HTS', '\x1b[1;6H\u0088\r\t', '1;6R'],
  ])('%s moves the cursor', (_name, control, place) => {
    expect(replyTo(emulator(), `ab${control}${WHERE}`)).toBe(`\x1b[${place}`);
  });

  it('know of margins of columns', () => {
    const terminal = emulator();
    terminal.write(Buffer.from('ab\r\ncd\x1b[?69h\x1b[2;4s\x1b[1;2H\u008d'));
    expect(screen(terminal)).toMatch(/^a +\|cb +\| d/);
  });

  it('protect text, and tell who the terminal is', () => {
    const terminal = emulator();
    expect(replyTo(terminal, 'a\u0096b\u0097c\u009a')).toMatch(/^\x1b\[\?64;/);
    terminal.write(Buffer.from('\x1b[H\x1b[J'));
    expect(screen(terminal)).toMatch(/^ b {8}/);
  });

  it('begin and end strings', () => {
    expect(replyTo(emulator(), '\u0090$qm\u009c')).toBe('\x1bP1$r0m\x1b\\');
    const terminal = emulator();
    terminal.write(Buffer.from('\u009d2;title\u009ctext'));
    expect(terminal.title).toBe('title');
    expect(screen(terminal)).toMatch(/^text/);
  });
});

describe('answers of eight bits', () => {
  it.each([
    ['are given after S8C1T', '\x1b G', '\u009b1;1R'],
    ['and no more after S7C1T', '\x1b G\x1b F', '\x1b[1;1R'],
    ['nor after RIS', '\x1b G\x1bc', '\x1b[1;1R'],
    ['stay over a soft reset', '\x1b G\x1b[!p', '\u009b1;1R'],
    ['are given after DECSCL with 0', '\x1b[62;0"p', '\u009b1;1R'],
    ['and without a second parameter', '\x1b[64"p', '\u009b1;1R'],
    ['and no more after DECSCL with 1', '\x1b G\x1b[64;1"p', '\x1b[1;1R'],
    ['are none of a VT100', '\x1b[61"p\x1b G', '\x1b[1;1R'],
  ])('%s', (_rule, bytes, answer) => {
    expect(replyTo(emulator(), bytes + WHERE)).toBe(answer);
  });

  it('are so from the first byte to the last', () => {
    const ask = '\x1b G\x1bP$q"p\x1b\\\x1b]11;?\x1b\\\x1b[?25$p\x1b[?u';
    expect(replyTo(emulator(), ask)).toMatch(
      /^\u00901\$r64;0"p\u009c\u009d11;rgb:[\da-f/]+\u009c\u009b\?25;1\$y\u009b\?0u$/,
    );
  });
});

describe('a VT52', () => {
  const VT52 = '\x1b[?2l';
  const VT100 = '\x1b<';

  it.each([
    ['goes up', '\x1bA', '1;2R'],
    ['goes down', '\x1bB', '3;2R'],
    ['goes right', '\x1bC', '2;3R'],
    ['goes left', '\x1bD', '2;1R'],
    ['goes home', '\x1bH', '1;1R'],
    ['goes up with the text', '\x1bI', '1;2R'],
    ['goes to a place', '\x1bY"$', '3;5R'],
    ['goes to a place that comes in parts', '\x1bY"|$', '3;5R'],
    ['goes no further than the screen', '\x1bY~~', '3;10R'],
  ])('%s', (_move, bytes, place) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`${VT52}\x1bY!!`));
    for (const part of bytes.split('|')) terminal.write(Buffer.from(part));
    expect(replyTo(terminal, `${VT100}${WHERE}`)).toBe(`\x1b[${place}`);
  });

  it('erases, scrolls back and draws', () => {
    const terminal = emulator();
    terminal.write(Buffer.from('abcdef\r\nghijkl\r\nmnopqr'));
    terminal.write(Buffer.from(`${VT52}\x1bY #\x1bK\x1bY!#\x1bJ\x1bH\x1bI\x1bFq\x1bGq`));
    expect(screen(terminal)).toBe('─q        |abc       |ghi       ');
  });

  it('tells what it is, and is a VT100 after it', () => {
    const terminal = emulator();
    expect(replyTo(terminal, `${VT52}\x1bZ${VT100}\x1b[?2$p`)).toBe('\x1b/Z');
    expect(replyTo(terminal, '\x1bP$q"p\x1b\\\x1bP$qm\x1b\\')).toBe('\x1bP1$r0m\x1b\\');
    expect(replyTo(terminal, '\x1b[64;1"p\x1b[?2$p')).toBe('\x1b[?2;1$y');
  });

  it('gives the character sets back', () => {
    const terminal = emulator();
    terminal.write(Buffer.from(`\x1b)0\x0e${VT52}q${VT100}q`));
    expect(screen(terminal)).toMatch(/^q─/);
  });

  it.each([
    ['RIS', '\x1bc'],
    ['DECSTR', '\x1b[!p'],
    ['DECANM', '\x1b[?2h'],
  ])('that a program left behind ends with %s', (_name, bytes) => {
    const terminal = emulator();
    terminal.write(Buffer.from(`${VT52}${bytes}\x1b[2;2H\x1bD`));
    expect(terminal.modes.vt52).toBe(false);
    expect(replyTo(terminal, WHERE)).toBe('\x1b[3;2R');
  });
});

function emulator(columns = 10): Emulator {
  return new Emulator({ size: { columns, rows: 3 }, scrollback: 10 });
}
