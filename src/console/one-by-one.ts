import type { Binding, Mode } from './binding.js';

/** To the next, the one before, and further in a dialog that marks one of several. */
export function oneByOne(mode: Mode): readonly Binding[] {
  return [
    {
      name: `${mode}-next`,
      keys: ['down', 'j', 'tab'],
      modes: [mode],
      intent: { type: 'scroll', lines: 1 },
      help: 'to the next one',
    },
    {
      name: `${mode}-before`,
      keys: ['up', 'k', 'shift+tab'],
      modes: [mode],
      intent: { type: 'scroll', lines: -1 },
      help: 'to the one before',
    },
    {
      name: `${mode}-first`,
      keys: ['home'],
      modes: [mode],
      intent: { type: 'scroll', lines: Number.NEGATIVE_INFINITY },
      help: 'to the first',
    },
    {
      name: `${mode}-last`,
      keys: ['end'],
      modes: [mode],
      intent: { type: 'scroll', lines: Number.POSITIVE_INFINITY },
      help: 'to the last',
    },
    {
      name: `${mode}-page-down`,
      keys: ['pagedown'],
      modes: [mode],
      intent: { type: 'turnDialog', by: 1 },
      help: 'a page down',
    },
    {
      name: `${mode}-page-up`,
      keys: ['pageup'],
      modes: [mode],
      intent: { type: 'turnDialog', by: -1 },
      help: 'a page up',
    },
  ];
}
