import { expect, it } from 'vitest';
import { drawn, expectShown } from '../../bench/reference.js';

it('lets as many rows differ as it is told, and no more', () => {
  const [meant, shown] = [screen('one\ntwo\nthree\nEND'), screen('one\n2\n3\nEND')];
  expect(() => expectShown(meant, meant, { mark: 'END', faults: 0 })).not.toThrow();
  expect(() => expectShown(shown, meant, { mark: 'END', faults: 2 })).not.toThrow();
  expect(() => expectShown(shown, meant, { mark: 'END', faults: 1 })).toThrow('row 2 is');
  expect(() => expectShown(shown, meant, { mark: 'END', faults: 0 })).toThrow('row 1 is');
});

function screen(output: string) {
  return drawn(Buffer.from(output), { columns: 20, rows: 5 });
}
