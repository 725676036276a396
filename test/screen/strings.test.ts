/** Strings of controls that say nothing to a pane show nothing, whatever they hold. */
import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';

const END = '\x1b\\';

it.each([
  ['APC', `\x1b_é好${END}`],
  ['APC that begins like one', `\x1b_Gé好${END}`],
  ['APC with an intermediate', `\x1b_ é好${END}`],
  ['PM', `\x1b^é好${END}`],
  ['SOS', `\x1bXé好${END}`],
  ['DCS', `\x1bPé好${END}`],
  ['DCS with parameters', `\x1bP1;2é好${END}`],
  ['DCS with an intermediate', `\x1bP$é好${END}`],
  ['DCS that nobody knows', `\x1bP1|é好${END}`],
  ['OSC that nobody knows', `\x1b]7777;é好${END}`],
  ['sixels', `\x1bPq#0;2;0;0;0~~~-${END}`],
  ['a picture of kitty', `\x1b_Gf=24,s=1,v=1;AAAA${END}`],
  ['a picture of iTerm2', '\x1b]1337;File=inline=1:AAAA\x07'],
])('%s', (_kind, bytes) => {
  const terminal = new Emulator({ size: { columns: 10, rows: 1 }, scrollback: 0 });
  terminal.write(Buffer.from(`a${bytes}b`));
  expect(screen(terminal).trimEnd()).toBe('ab');
});
