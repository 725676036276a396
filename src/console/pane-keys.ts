/** The keys by which panes are arranged: which are shown, where, and how large. */
import type { Binding, Mode } from './binding.js';

const COMMANDS = ['sidebar', 'prefix'] as const satisfies readonly Mode[];

/** A step that is seen on any terminal and undone by its opposite. */
const RESIZE_STEP = 0.05;

export const paneKeys: readonly Binding[] = [
  {
    name: 'zoom',
    keys: ['z'],
    modes: COMMANDS,
    intent: { type: 'zoom' },
    help: 'zoom the focused pane, and back',
    bar: 'zoom',
  },
  {
    name: 'scroll-mode',
    keys: ['[', 'pageup'],
    modes: ['prefix'],
    intent: { type: 'enterPast' },
    help: 'scroll, select and search in the pane',
    bar: 'scroll',
  },
  {
    name: 'open-in-editor',
    keys: ['E'],
    modes: [...COMMANDS, 'scroll'],
    intent: { type: 'openPast', program: 'editor' },
    help: 'open its past in $EDITOR',
  },
  {
    name: 'open-in-pager',
    keys: ['P'],
    modes: [...COMMANDS, 'scroll'],
    intent: { type: 'openPast', program: 'pager' },
    help: 'open its past in $PAGER',
  },
  {
    name: 'layout',
    keys: ['space', 'L'],
    modes: COMMANDS,
    intent: { type: 'nextLayout' },
    help: 'next layout',
    bar: 'layout',
  },
  {
    name: 'page-next',
    keys: ['}', ')'],
    modes: COMMANDS,
    intent: { type: 'turnPage', by: 1 },
    help: 'next page of panes',
    bar: 'page',
  },
  {
    name: 'page-before',
    keys: ['{', '('],
    modes: COMMANDS,
    intent: { type: 'turnPage', by: -1 },
    help: 'page of panes before',
  },
  {
    name: 'hide',
    keys: ['H'],
    modes: COMMANDS,
    intent: { type: 'hide' },
    help: 'hide the focused pane; its number brings it back',
  },
  {
    name: 'show-all',
    keys: ['S'],
    modes: COMMANDS,
    intent: { type: 'showAll' },
    help: 'show the hidden panes',
  },
  {
    name: 'shell',
    keys: ['c'],
    modes: COMMANDS,
    intent: { type: 'shell' },
    help: 'a shell in its worktree',
  },
  {
    name: 'swap',
    keys: ['w'],
    modes: COMMANDS,
    intent: { type: 'swap' },
    help: 'swap the focused pane with the next',
  },
  {
    name: 'next-pane',
    keys: ['o'],
    modes: COMMANDS,
    intent: { type: 'nextPane' },
    help: 'focus the next pane',
  },
  {
    name: 'focus-left',
    keys: ['left', 'h'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'left' },
    help: 'focus the pane to the left',
  },
  {
    name: 'focus-right',
    keys: ['right', 'l'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'right' },
    help: 'focus the pane to the right',
  },
  {
    name: 'focus-up',
    keys: ['up', 'k'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'up' },
    help: 'focus the pane above',
  },
  {
    name: 'focus-down',
    keys: ['down', 'j'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'down' },
    help: 'focus the pane below',
  },
  {
    name: 'wider',
    keys: ['>'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'row', by: RESIZE_STEP },
    help: 'wider',
  },
  {
    name: 'narrower',
    keys: ['<'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'row', by: -RESIZE_STEP },
    help: 'narrower',
  },
  {
    name: 'taller',
    keys: ['+'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'column', by: RESIZE_STEP },
    help: 'taller',
  },
  {
    name: 'lower',
    keys: ['-'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'column', by: -RESIZE_STEP },
    help: 'lower',
  },
];
