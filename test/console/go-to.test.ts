/** Going to a line of the sidebar by a part of its name. */
import { expect, it } from 'vitest';
import {
  aConsole,
  after,
  aStatus,
  aWave,
  aWorkstream,
} from '../helpers/console-state.js';
import { picture } from '../ui/picture.js';
import { place, press } from '../helpers/press.js';

const many = Array.from({ length: 20 }, (_, at) => aWorkstream(`w${at + 1}`));
const status = aStatus({ workstreams: many, waves: [aWave('release')] });
const start = after(aConsole({ columns: 80, rows: 24 }), [{ type: 'status', status }]);

it.each([
  ['a whole id before longer ones', '/ w 1 enter', 'w1'],
  ['what begins so', '/ w 1 7 enter', 'w17'],
  ['another case', '/ W 2 enter', 'w2'],
  ['a wave, from anywhere', 'ctrl+space / l e a s enter', 'release'],
  ['what is left after a character was erased', '/ w 1 7 backspace enter', 'w1'],
])('finds %s', (_what, keys, id) => {
  expect(press(start, keys).selected?.id).toBe(id);
});

it('stays where it is when nothing is called so, and says it', () => {
  const lost = press(start, '/ x y z enter');
  expect(place(lost)).toBe(place(start));
  expect(lost.notice?.text).toBe('nothing here is called "xyz"');
  expect(place(press(start, '/ w escape'))).toBe(place(start));
});

it('shows whom the next key goes to while it is typed, and says that it goes there', () => {
  const lines = picture(press(start, '/ w 1 9')).split('\n');
  expect(lines.filter((line) => line.includes('w19')).join('\n')).toMatch(/│ › w19 /);
  expect(lines.filter((line) => line.includes('Enter go '))).toHaveLength(2);
});
