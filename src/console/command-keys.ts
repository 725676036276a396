/** The keys of panes and sidebar: what may be pressed while no dialog is open. */
import type { Binding, Mode } from './binding.js';
import { paneKeys } from './pane-keys.js';

const COMMANDS = ['sidebar', 'prefix'] as const satisfies readonly Mode[];

export const commandKeys: readonly Binding[] = [
  {
    name: 'prefix',
    keys: ['ctrl+space'],
    modes: ['pane', 'sidebar', 'scroll'],
    intent: { type: 'prefix' },
    help: 'begin a command; pressed twice it goes to the agent',
    bar: 'command',
  },
  {
    name: 'send-prefix',
    keys: ['ctrl+space'],
    modes: ['prefix'],
    intent: { type: 'sendPrefix' },
    help: 'send the prefix key itself to the agent',
  },
  {
    name: 'cancel-command',
    keys: ['escape'],
    modes: ['prefix'],
    intent: { type: 'cancel' },
    help: 'leave the command',
    bar: 'cancel',
  },
  ...paneNumbers(),
  {
    name: 'select-up',
    keys: ['up', 'k'],
    modes: ['sidebar'],
    intent: { type: 'select', by: -1 },
    help: 'select the one above',
  },
  {
    name: 'select-down',
    keys: ['down', 'j', 'tab'],
    modes: ['sidebar'],
    intent: { type: 'select', by: 1 },
    help: 'select the next one',
    bar: 'select',
  },
  {
    name: 'select-before',
    keys: ['shift+tab'],
    modes: ['sidebar'],
    intent: { type: 'select', by: -1 },
    help: 'select the one before',
  },
  {
    name: 'open',
    keys: ['enter', 'right'],
    modes: ['sidebar'],
    intent: { type: 'open' },
    help: 'go into its pane, or preview the wave',
    bar: 'open',
  },
  {
    name: 'leave-sidebar',
    keys: ['s'],
    modes: ['sidebar'],
    intent: { type: 'cancel' },
    help: 'back to the pane',
  },
  {
    name: 'sidebar',
    keys: ['s', 'tab'],
    modes: ['prefix'],
    intent: { type: 'openSidebar' },
    help: 'go to the sidebar',
    bar: 'sidebar',
  },
  {
    name: 'next-waiting',
    keys: ['n'],
    modes: COMMANDS,
    intent: { type: 'nextWaiting' },
    help: 'go to the next one that waits for you',
  },
  {
    name: 'approve',
    keys: ['a'],
    modes: COMMANDS,
    intent: { type: 'approve' },
    help: 'read its plan and approve',
    bar: 'approve',
  },
  {
    name: 'reject',
    keys: ['r'],
    modes: COMMANDS,
    intent: { type: 'reject' },
    help: 'send its plan back with a message',
  },
  {
    name: 'merge',
    keys: ['m'],
    modes: COMMANDS,
    intent: { type: 'merge' },
    help: 'preview the wave and merge it',
    bar: 'merge',
  },
  {
    name: 'rollback',
    keys: ['u'],
    modes: COMMANDS,
    intent: { type: 'rollback' },
    help: 'undo the landing of the wave, or land it again',
  },
  {
    name: 'send',
    keys: ['i'],
    modes: COMMANDS,
    intent: { type: 'send' },
    help: 'send the agent a line',
  },
  {
    name: 'stop',
    keys: ['x'],
    modes: COMMANDS,
    intent: { type: 'stop' },
    help: 'stop its session (asks)',
  },
  {
    name: 'restart',
    keys: ['R'],
    modes: COMMANDS,
    intent: { type: 'restart' },
    help: 'start its session again',
  },
  {
    name: 'answer-copy',
    keys: ['y'],
    modes: COMMANDS,
    intent: { type: 'answerCopy' },
    help: 'let a program that waits copy to the clipboard, or not',
  },
  ...paneKeys,
  {
    name: 'help',
    keys: ['?'],
    modes: COMMANDS,
    intent: { type: 'help' },
    help: 'this help',
    bar: 'help',
  },
  {
    name: 'detach',
    keys: ['d', 'q'],
    modes: COMMANDS,
    intent: { type: 'detach' },
    help: 'detach; agents go on working',
    bar: 'detach',
  },
];

function paneNumbers(): readonly Binding[] {
  return Array.from({ length: 9 }, (_, index) => index + 1).flatMap((number) => [
    {
      name: `go-${number}`,
      keys: [`alt+${number}`],
      modes: ['pane', 'sidebar', 'scroll', 'prefix'],
      intent: { type: 'focusPane', number },
      help: `go into pane ${number}`,
    },
    {
      name: `pane-${number}`,
      keys: [String(number)],
      modes: COMMANDS,
      intent: { type: 'focusPane', number },
      help: `go into pane ${number}`,
    },
  ]);
}
