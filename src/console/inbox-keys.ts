/** The keys of the dialog that lists what waits for a person. */
import type { Binding } from './binding.js';
import { oneByOne } from './one-by-one.js';

export const inboxKeys: readonly Binding[] = [
  {
    name: 'answer',
    keys: ['enter', 'a'],
    modes: ['inbox'],
    intent: { type: 'confirm' },
    help: 'answer the marked one, or go to it',
    bar: 'answer',
  },
  {
    name: 'reject-waiting',
    keys: ['r'],
    modes: ['inbox'],
    intent: { type: 'reject' },
    help: 'send the plan back with a message',
    bar: 'reject',
  },
  {
    name: 'override-gate',
    keys: ['o'],
    modes: ['inbox'],
    intent: { type: 'override' },
    help: 'have a workstream count as done in spite of its red gate',
    bar: 'override',
  },
  {
    name: 'resume-waiting',
    keys: ['p'],
    modes: ['inbox'],
    intent: { type: 'pause' },
    help: 'let one go on that is on hold',
    bar: 'resume',
  },
  {
    name: 'watch-waiting',
    keys: ['g'],
    modes: ['inbox'],
    intent: { type: 'watchGates' },
    help: 'read what its gates wrote',
    bar: 'gates',
  },
  {
    name: 'give-up',
    keys: ['x'],
    modes: ['inbox'],
    intent: { type: 'stop' },
    help: 'give up what cannot go on by itself (asks)',
    bar: 'give up',
  },
  {
    name: 'hand-over-stuck',
    keys: ['A'],
    modes: ['inbox'],
    intent: { type: 'handOver' },
    help: 'have another agent go on with what cannot (asks which)',
    bar: 'hand over',
  },
  ...oneByOne('inbox'),
];
