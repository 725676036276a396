import { expect, it } from 'vitest';
import { sayings } from '../../src/console/sidebar.js';
import { aWorkstream } from '../helpers/console-state.js';

const signal = {
  file: 'A-complete.signal',
  status: 'complete',
  validationPassed: true,
  notes: 'all of it',
  doubts: ['it left a.ts uncommitted', 'it claims b.ts, which git says is unchanged'],
};

it('says what is doubtful about a signal before what is waited for', () => {
  const said = sayings(
    aWorkstream('A', { state: 'done', lastLine: null, waitsFor: 'w to merge', signal }),
  );
  expect(said).toEqual([
    {
      text: 'doubtful: it left a.ts uncommitted; it claims b.ts, which git says is unchanged',
      warns: true,
    },
    { text: '↳ w to merge', warns: false },
    { text: 'all of it', warns: false },
    { text: 'feature/A', warns: false },
  ]);
});

it('warns of what is in the way of work that goes on', () => {
  const blockers = ['no schema yet', 'no key'];
  const said = (state: 'working' | 'done') =>
    sayings(aWorkstream('A', { state, lastLine: null, blockers }));
  expect(said('working')[0]).toEqual({
    text: 'blocker: no schema yet (and 1 more)',
    warns: true,
  });
  expect(said('done').map(({ text }) => text)).toEqual(['feature/A']);
});

it('does not say again that there is a signal, which stands beside the state', () => {
  const plain = { ...signal, notes: '', doubts: [] };
  const said = sayings(
    aWorkstream('A', { state: 'done', lastLine: null, signal: plain }),
  );
  expect(said.map(({ text }) => text)).toEqual(['feature/A']);
});
