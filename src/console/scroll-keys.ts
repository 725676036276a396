/** The keys of a pane that shows its past: those of vi and less, and the arrows. */
import type { Binding, Mode } from './binding.js';
import type { Move } from './past.js';

const SCROLL = ['scroll'] as const satisfies readonly Mode[];
const SEARCH = ['search'] as const satisfies readonly Mode[];

export const scrollKeys: readonly Binding[] = [
  ...moves([
    ['cursor-up', ['k', 'up'], 'up', 'up a line'],
    ['cursor-down', ['j', 'down'], 'down', 'down a line'],
    ['cursor-left', ['h', 'left'], 'left', 'left'],
    ['cursor-right', ['l', 'right'], 'right', 'right'],
    ['page-up', ['pageup', 'ctrl+b'], 'pageUp', 'a page up'],
    ['page-down', ['pagedown', 'ctrl+f', 'space'], 'pageDown', 'a page down'],
    ['half-up', ['ctrl+u', 'u'], 'halfUp', 'half a page up'],
    ['half-down', ['ctrl+d', 'd'], 'halfDown', 'half a page down'],
    ['first-line', ['g', 'home'], 'first', 'to the first line'],
    ['last-line', ['G', 'end'], 'last', 'to the last line'],
    ['view-top', ['H'], 'viewTop', 'to the top of the view'],
    ['view-middle', ['M'], 'viewMiddle', 'to its middle'],
    ['view-bottom', ['L'], 'viewBottom', 'to its bottom'],
    ['line-start', ['0', '^'], 'lineStart', 'to the start of the line'],
    ['line-end', ['$'], 'lineEnd', 'to the end of the line'],
    ['word-next', ['w', 'e'], 'nextWord', 'to the next word'],
    ['word-before', ['b'], 'wordBefore', 'to the word before'],
  ]),
  {
    name: 'line-up',
    keys: ['ctrl+y', 'K'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'scroll', lines: -1 } },
    help: 'scroll up a line',
  },
  {
    name: 'line-down',
    keys: ['ctrl+e', 'J'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'scroll', lines: 1 } },
    help: 'scroll down a line',
  },
  {
    name: 'search-down',
    keys: ['/'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'seek', direction: 1 } },
    help: 'search downwards',
    bar: 'search',
  },
  {
    name: 'search-up',
    keys: ['?'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'seek', direction: -1 } },
    help: 'search upwards',
  },
  {
    name: 'match-next',
    keys: ['n'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'nextMatch', by: 1 } },
    help: 'next match',
    bar: 'next',
  },
  {
    name: 'match-before',
    keys: ['N'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'nextMatch', by: -1 } },
    help: 'match before',
  },
  {
    name: 'prompt-next',
    keys: ['}'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'prompt', by: 1 } },
    help: 'to the next prompt of the shell',
  },
  {
    name: 'prompt-before',
    keys: ['{'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'prompt', by: -1 } },
    help: 'to the prompt before',
  },
  {
    name: 'select',
    keys: ['v'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'mark', unit: 'cell' } },
    help: 'select from here',
    bar: 'select',
  },
  {
    name: 'select-lines',
    keys: ['V'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'mark', unit: 'line' } },
    help: 'select lines from here',
    bar: 'lines',
  },
  {
    name: 'select-block',
    keys: ['ctrl+v'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'mark', unit: 'block' } },
    help: 'select the same columns of lines from here',
  },
  {
    name: 'copy',
    keys: ['y'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'copy' } },
    help: 'copy the selection and leave',
    bar: 'copy',
  },
  {
    name: 'back',
    keys: ['escape'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'back' } },
    help: 'end the selection, then the search, then scrolling',
  },
  {
    name: 'leave-scroll',
    keys: ['q', 'enter'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'leave' } },
    help: 'back to the present',
    bar: 'leave',
  },
  {
    name: 'search-accept',
    keys: ['enter'],
    modes: SEARCH,
    intent: { type: 'past', event: { type: 'acceptSearch' } },
    help: 'stay at the match',
    bar: 'stay',
  },
  {
    name: 'search-erase',
    keys: ['backspace'],
    modes: SEARCH,
    intent: { type: 'past', event: { type: 'eraseSearch' } },
    help: 'erase a character',
  },
  {
    name: 'search-cancel',
    keys: ['escape'],
    modes: SEARCH,
    intent: { type: 'past', event: { type: 'dropSearch' } },
    help: 'back to where the search began',
    bar: 'cancel',
  },
];

type MoveKeys = readonly [name: string, keys: readonly string[], to: Move, help: string];

function moves(table: readonly MoveKeys[]): readonly Binding[] {
  return table.map(([name, keys, to, help]) => ({
    name,
    keys,
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'move', to } },
    help,
  }));
}
