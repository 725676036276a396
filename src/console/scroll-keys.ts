/** The keys of a pane that shows its past: those of vi and less, and the arrows. */
import type { Binding, Mode } from './binding.js';
import type { CharacterWay, Move } from './past.js';

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
    ['line-start', ['0'], 'lineStart', 'to the start of the line, or a digit of a count'],
    ['line-indent', ['^'], 'lineIndent', 'to its first character that is no blank'],
    ['line-end', ['$'], 'lineEnd', 'to the end of the line'],
    ['word-next', ['w'], 'nextWord', 'to the next word'],
    ['word-end', ['e'], 'wordEnd', 'to the end of a word'],
    ['word-before', ['b'], 'wordBefore', 'to the word before'],
    ['long-word-next', ['W'], 'nextLongWord', 'to the next word between blanks'],
    ['long-word-end', ['ctrl+right'], 'longWordEnd', 'to the end of one between blanks'],
    ['long-word-before', ['B', 'ctrl+left'], 'longWordBefore', 'to the one before'],
  ]),
  ...characters([
    ['find-next', 'f', { stop: 'on', direction: 1 }, 'to a character of the line'],
    ['find-before', 'F', { stop: 'on', direction: -1 }, 'back to one'],
    ['till-next', 't', { stop: 'before', direction: 1 }, 'until before a character'],
    ['till-before', 'T', { stop: 'before', direction: -1 }, 'back until after one'],
  ]),
  {
    name: 'find-again',
    keys: [';'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'characterAgain', by: 1 } },
    help: 'to that character again',
  },
  {
    name: 'find-against',
    keys: [','],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'characterAgain', by: -1 } },
    help: 'and the other way',
  },
  ...counts(),
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
    name: 'search-word',
    keys: ['*'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'seekWord', direction: 1 } },
    help: 'search the word at the cursor',
  },
  {
    name: 'search-word-up',
    keys: ['#'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'seekWord', direction: -1 } },
    help: 'search it upwards',
  },
  {
    name: 'prompt-next',
    keys: ['}'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'prompt', by: 1 } },
    help: 'to the next prompt of the shell; to the next empty line where it marks none',
  },
  {
    name: 'prompt-before',
    keys: ['{'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'prompt', by: -1 } },
    help: 'to the prompt before, or that empty line',
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
    name: 'other-end',
    keys: ['o'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'otherEnd' } },
    help: 'to the other end of the selection',
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
    name: 'copy-or-leave',
    keys: ['enter'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'finish' } },
    help: 'copy the selection, if there is one, and leave',
  },
  {
    name: 'back',
    keys: ['escape'],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'back' } },
    help: 'end the count, then the selection, then the search, then scrolling',
  },
  {
    name: 'leave-scroll',
    keys: ['q'],
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
  {
    name: 'find-cancel',
    keys: ['escape'],
    modes: ['character'],
    intent: { type: 'past', event: { type: 'dropCharacter' } },
    help: 'go to no character',
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

type CharacterKeys = readonly [
  name: string,
  key: string,
  way: CharacterWay,
  help: string,
];

function characters(table: readonly CharacterKeys[]): readonly Binding[] {
  return table.map(([name, key, way, help]) => ({
    name,
    keys: [key],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'awaitCharacter', way } },
    help,
  }));
}

function counts(): readonly Binding[] {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
    name: `count-${digit}`,
    keys: [String(digit)],
    modes: SCROLL,
    intent: { type: 'past', event: { type: 'count', digit } },
    help: 'do the next command so many times',
  }));
}
