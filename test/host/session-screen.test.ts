import { expect, it } from 'vitest';
import { DEFAULT_COLOURS } from '../../src/screen/colours.js';
import { Emulator } from '../../src/screen/emulator.js';
import { SpareLines } from '../../src/screen/spare-lines.js';
import { SessionScreen } from '../../src/host/session-screen.js';

const size = { columns: 40, rows: 5 };

class FaultyEmulator extends Emulator {
  override write(bytes: Buffer) {
    if (bytes.includes('BOOM')) throw new Error('a fault');
    return super.write(bytes);
  }

  override resize(wish: { columns: number; rows: number }) {
    if (wish.columns === 13) throw new Error('a fault');
    super.resize(wish);
  }
}

function aScreen(): SessionScreen {
  return new SessionScreen({
    size,
    colours: () => DEFAULT_COLOURS,
    spares: new SpareLines(),
    emulate: (options) => new FaultyEmulator(options),
    frameStart: () => {},
    fault: () => {},
  });
}

function print(screen: SessionScreen, text: string): void {
  screen.change((emulator) => emulator.write(Buffer.from(text)));
}

/** More lines than an emulator keeps. */
function manyLines(word: string): string {
  return Array.from({ length: 2000 }, (_, index) => `${word} ${index}\r\n`).join('');
}

it('packs the old lines of the emulator that follows a failed one', async () => {
  using screen = aScreen();
  // They wait to be packed when the emulator fails.
  print(screen, manyLines('before'));
  print(screen, 'BOOM');
  const { first } = screen.history.extent;
  print(screen, manyLines('after'));
  await expect.poll(() => screen.emulator.lines.own).toBeGreaterThan(first);
  const { rows } = screen.history.rows(first, 3);
  expect(screen.history.extent.first).toBe(first);
  expect(rows).toHaveLength(3);
});

it('has the size that was asked for also when changing to it failed', () => {
  using screen = aScreen();
  const narrow = { columns: 13, rows: 5 };
  screen.resize(narrow);
  expect(screen.emulator.size).toEqual(narrow);
});
