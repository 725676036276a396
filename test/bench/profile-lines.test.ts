import { expect, it } from 'vitest';
import { profileLines } from '../../bench/profile-lines.js';

it('adds up what each function took itself, and leaves out waiting', () => {
  const profile = {
    nodes: [
      node(1, '(idle)'),
      node(2, 'parse', 'file:///dist/host.js'),
      node(3, 'parse', 'file:///dist/host.js'),
      node(4, '(garbage collector)'),
    ],
    samples: [1, 2, 3, 4],
    timeDeltas: [50_000, 4000, 2000, 2000],
  };
  expect(profileLines(profile, 9)).toEqual([
    '8 ms busy, 50 ms idle',
    ' 75.0 %       6 ms  parse  host.js:12',
    ' 25.0 %       2 ms  (garbage collector)',
  ]);
});

function node(id: number, functionName: string, url = '') {
  return { id, callFrame: { functionName, url, lineNumber: 11 } };
}
