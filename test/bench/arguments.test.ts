import { expect, it } from 'vitest';
import { wishOf } from '../../bench/arguments.js';

it.each([
  ['--quick echo', { value: { rounds: 1, rows: ['echo.median', 'echo.p99'] } }],
  ['idle.64 --json', { value: { rounds: 5, rows: ['idle.64'], json: true } }],
  ['--profile host wide', { value: { process: 'host', name: 'wide' } }],
  ['--profile kernel', refused('host, console, engine, not kernel')],
  ['--profile host nothing', refused('one of plain, dense')],
  ['ecco', refused('no row is named ecco')],
  ['--fast', refused('--fast')],
])('%s', (line, wish) => {
  expect(wishOf(line.split(' '))).toMatchObject(wish);
});

function refused(why: string) {
  return { ok: false, failure: expect.stringContaining(why) };
}
