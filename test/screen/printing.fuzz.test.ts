/**
 * The law of printing in runs: it leaves what xterm leaves that prints one by one. Without autowrap
 * nothing is printed in runs, and what shows nothing is left out.
 */
import xterm from '@xterm/headless';
import { expect, it } from 'vitest';
import { useGraphemes } from '../../src/screen/graphemes.js';
import { printRuns } from '../../src/screen/printing.js';
import { coreOf } from '../../src/screen/xterm-check.js';
import type { Core } from '../../src/screen/xterm-core.js';
import { random, seeds, type Random } from '../helpers/random.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(25);

it.each([...regressions, ...fresh])('runs are what characters are (seed %i)', (seed) => {
  const rng = random(seed);
  const [inRuns, oneByOne] = [true, false].map(aCore);
  rng.times(20, 200, () => {
    const bytes = Buffer.from(printed(rng));
    for (const core of [inRuns, oneByOne]) core?._inputHandler.parse(bytes);
    expect(inRuns && pictureOf(inRuns)).toEqual(oneByOne && pictureOf(oneByOne));
  });
});

const SEQUENCES = [
  '\x1b[4h',
  '\x1b[4l',
  '\x1b(0',
  '\x1b(B',
  '\x1b[4:3m',
  '\x1b[m',
  '\x1b[42m',
  '\x1b[1;1H',
  '\x1b[D',
  '\x1b[2b',
  '\x1b[K',
  '\x1b[3P',
  '\x1b[2@',
  '\r\n',
] as const;

const TEXTS = [
  'plain text',
  '漢字カナ',
  '──────',
  'naïve',
  'e\u0301',
  '\u00ad',
  '🚀',
  '👩‍💻',
  '🇩🇪',
  '\u0600',
  '각',
  '\u1100',
  'a\u200d',
  '🫠',
  't\ufe0f',
  'x',
  '字',
] as const;

/** Text of all kinds, also such as joins what stood before it, and what changes printing. */
function printed(rng: Random): string {
  const sequence = rng.chance(0.4) ? rng.pick(SEQUENCES) : '';
  return sequence + rng.times(1, 6, () => rng.pick(TEXTS)).join('');
}

function aCore(inRuns: boolean): Core {
  const terminal = new xterm.Terminal({
    allowProposedApi: true,
    cols: 20,
    rows: 4,
    scrollback: 10,
  });
  const core = coreOf(terminal);
  const simpleWidth = useGraphemes(terminal, core);
  if (inRuns) printRuns(core, simpleWidth);
  return core;
}

function pictureOf({ buffer }: Core) {
  const lines = Array.from({ length: buffer.lines.length }, (_, y) => {
    const line = buffer.lines.get(y);
    return { words: line && [...line._data], text: line?.translateToString(false) };
  });
  return { x: buffer.x, y: buffer.y, lines };
}
