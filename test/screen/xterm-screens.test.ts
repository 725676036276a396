/**
 * What a real xterm (patch 379, VT420, 20 x 8) showed for random sequences, read from it by
 * DECRQCRA and DECXCPR: cursor motion, margins, origin mode, tabs, wrapping, editing,
 * protected text, rectangles, saved cursors and the alternate screen.
 *
 * Left out are sequences after which an emulator may differ from it with reason; they are in
 * docs/terminal.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { Emulator } from '../../src/screen/emulator.js';
import { screen } from './picture.js';
import { replyTo } from './reply.js';

const shape = z.tuple([z.string(), z.string(), z.string()]);

const cases = readFileSync(join(import.meta.dirname, 'xterm-screens.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => shape.parse(JSON.parse(line)));

it.each(cases)('%j', (bytes, cursor, picture) => {
  const emulator = new Emulator({ size: { columns: 20, rows: 8 }, scrollback: 100 });
  emulator.write(Buffer.from(bytes));
  const [, position] = /^\x1b\[\?(\d+;\d+);1R$/.exec(replyTo(emulator, '\x1b[?6n')) ?? [];
  expect(position?.replace(';', ',')).toBe(cursor);
  const shown = screen(emulator)
    .split('|')
    .map((row) => row.trimEnd());
  expect(shown.join('|')).toBe(picture);
});
