import { expect, it } from 'vitest';
import { gateLooks, waveLooks, workstreamLooks } from '../../src/console/look.js';

it('tells no state in what may be the colour of the background', () => {
  const looks = [workstreamLooks, waveLooks, gateLooks].flatMap(Object.entries);
  const unseen = looks.filter(([, { color }]) => /^(white|black)/.test(color));
  expect(unseen.map(([state]) => state)).toEqual([]);
});
