import type { Binding, Mode } from './binding.js';

/** To the next and to the one before in a dialog that marks one of several. */
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
  ];
}
