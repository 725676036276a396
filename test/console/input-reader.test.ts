import { expect, it } from 'vitest';
import type { Input } from '../../src/console/input.js';
import { InputReader } from '../../src/console/input-reader.js';

it.each([
  ['a lone escape', '\x1b', ['key']],
  ['a paste whose end is lost', '\x1b[200~text', ['paste']],
])('decides %s by itself, and reads on', async (_what, bytes, types) => {
  const inputs: Input[] = [];
  using reader = new InputReader((input) => inputs.push(input));
  reader.read(Buffer.from(bytes));
  expect(inputs).toEqual([]);
  await expect.poll(() => inputs.map(({ type }) => type)).toEqual(types);
  reader.read(Buffer.from('x'));
  expect(inputs.at(-1)).toMatchObject({ type: 'key', key: { text: 'x' } });
});

it('gives nothing more once it is closed', () => {
  const inputs: Input[] = [];
  const reader = new InputReader((input) => {
    inputs.push(input);
    reader[Symbol.dispose]();
  });
  reader.read(Buffer.from('ab'));
  expect(inputs).toHaveLength(1);
});
