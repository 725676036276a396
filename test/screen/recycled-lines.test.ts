/** Scrolling leaves what xterm.js leaves, but no garbage. */
import { Session, type HeapProfiler } from 'node:inspector/promises';
import { expect, it } from 'vitest';
import { Emulator } from '../../src/screen/emulator.js';
import { recycleLines } from '../../src/screen/recycled-lines.js';
import { random, seeds, type Random } from '../helpers/random.js';
import { bareCore, pictureOf } from './bare-core.js';

it('a flood of lines leaves no garbage', async () => {
  const emulator = new Emulator({ size: { columns: 80, rows: 24 }, scrollback: 100 });
  const lines = Buffer.from('y\r\n'.repeat(1300));
  const print = () => {
    for (let piece = 0; piece < 100; piece++) emulator.write(lines);
  };
  print();
  // 140 bytes for each of 130,000 lines were 18 MB.
  expect(await allocated(print)).toBeLessThan(6_000_000);
});

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(25);

it.each([...regressions, ...fresh])('lines scroll as in xterm.js (seed %i)', (seed) => {
  const rng = random(seed);
  const [own, xterms] = [bareCore(5), bareCore(5)];
  recycleLines(own);
  rng.times(20, 200, () => {
    const bytes = Buffer.from(written(rng));
    for (const core of [own, xterms]) core._inputHandler.parse(bytes);
    expect(pictureOf(own)).toEqual(pictureOf(xterms));
  });
});

const SEQUENCES = [
  '\x1b[42m',
  '\x1b[m',
  '\x1b[4:3m',
  '\x1b[2;5r',
  '\x1b[1;3r',
  '\x1b[r',
  '\x1b[?1049h',
  '\x1b[?1049l',
  '\x1b[6;1H',
  '\x1bD',
] as const;

function written(rng: Random): string {
  const kinds = [
    () => rng.pick(SEQUENCES),
    () => '\r\n'.repeat(rng.between(1, 9)),
    // Some of it wraps.
    () => rng.times(1, 6, () => rng.pick(['text', '漢字', 'e\u0301', ' '])).join(''),
  ] as const;
  return rng.times(1, 4, () => rng.pick(kinds)()).join('');
}

/** About as many bytes as `run` allocates, kept or not. */
async function allocated(run: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 16_384,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  run();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  return bytesOf(profile.head);
}

function bytesOf({ selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number {
  return children.reduce((sum, child) => sum + bytesOf(child), selfSize);
}
