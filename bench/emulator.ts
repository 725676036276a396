/**
 * What the emulator costs by itself: `emulator.js FILE` makes a terminal of xterm.js for each
 * line that it is sent, prints the file into it, and says how many it has.
 */
import xterm, { type Terminal } from '@xterm/headless';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { COLUMNS } from './scrollback-lines.js';
import { SCROLLBACK_LINES } from './subjects.js';

const ROWS = 48;

const [path = ''] = process.argv.slice(2);
const text = readFileSync(path, 'utf8').replaceAll('\n', '\r\n');
const terminals: Terminal[] = [];

createInterface({ input: process.stdin }).on('line', () => {
  const terminal = new xterm.Terminal({
    allowProposedApi: true,
    cols: COLUMNS,
    rows: ROWS,
    scrollback: SCROLLBACK_LINES,
  });
  terminals.push(terminal);
  terminal.write(text, () => process.stdout.write(`HAS ${terminals.length}.\n`));
});
process.stdout.write('HAS 0.\n');
