import { expect, it } from 'vitest';
import { plainJson } from '../../src/base/plain-json.js';

it('holds nothing that a terminal obeys, and means the same', () => {
  const value = { title: 'a\u009b31m\u007f\u202eb\u001b[31m\u2028ü漢' };
  const printed = plainJson(value);
  expect(printed).toMatch(/^[\u0020-\u007e\u00a0-\u00ff漢]*$/);
  expect(JSON.parse(printed)).toEqual(value);
});
