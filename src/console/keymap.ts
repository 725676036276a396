/**
 * Every key of the console, as data: the router, the help view, the status bar and the
 * key table of the docs read this list. A mode is where the keyboard is at the moment.
 */
import type { Intent } from './intent.js';

export const modes = [
  'pane',
  'sidebar',
  'prefix',
  'plan',
  'merge',
  'confirm',
  'text',
  'help',
] as const;

/**
 * `pane`: keys go to the agent, except these. `prefix`: the key after the prefix.
 * `sidebar`: single keys are commands. The others are the dialogs.
 */
export type Mode = (typeof modes)[number];

export type Binding = {
  readonly keys: readonly string[];
  readonly modes: readonly Mode[];
  readonly intent: Intent;
  /** Shown in the help view and the key table, so it ends without a stop. */
  readonly help: string;
  /** The word in the status bar; bindings without one are found in the help. */
  readonly bar?: string;
};

const COMMANDS = ['sidebar', 'prefix'] as const satisfies readonly Mode[];

/** A half of a dialog's height on a small terminal. */
const PAGE_LINES = 10;

/** A step that is seen on any terminal and undone by its opposite. */
const RESIZE_STEP = 0.05;

export const keymap: readonly Binding[] = [
  {
    keys: ['ctrl+space'],
    modes: ['pane', 'sidebar'],
    intent: { type: 'prefix' },
    help: 'begin a command; pressed twice it goes to the agent',
    bar: 'command',
  },
  {
    keys: ['ctrl+space'],
    modes: ['prefix'],
    intent: { type: 'sendPrefix' },
    help: 'send the prefix key itself to the agent',
  },
  {
    keys: ['escape'],
    modes: ['prefix'],
    intent: { type: 'cancel' },
    help: 'leave the command',
    bar: 'cancel',
  },
  ...paneNumbers(),
  {
    keys: ['up', 'k'],
    modes: ['sidebar'],
    intent: { type: 'select', by: -1 },
    help: 'select the one above',
  },
  {
    keys: ['down', 'j', 'tab'],
    modes: ['sidebar'],
    intent: { type: 'select', by: 1 },
    help: 'select the next one',
    bar: 'select',
  },
  {
    keys: ['shift+tab'],
    modes: ['sidebar'],
    intent: { type: 'select', by: -1 },
    help: 'select the one before',
  },
  {
    keys: ['enter', 'right', 'l'],
    modes: ['sidebar'],
    intent: { type: 'open' },
    help: 'go into its pane, or preview the wave',
    bar: 'open',
  },
  {
    keys: ['escape', 's'],
    modes: ['sidebar'],
    intent: { type: 'cancel' },
    help: 'back to the pane',
  },
  {
    keys: ['s', 'tab'],
    modes: ['prefix'],
    intent: { type: 'openSidebar' },
    help: 'go to the sidebar',
    bar: 'sidebar',
  },
  {
    keys: ['n'],
    modes: COMMANDS,
    intent: { type: 'nextWaiting' },
    help: 'go to the next one that waits for you',
  },
  {
    keys: ['a'],
    modes: COMMANDS,
    intent: { type: 'approve' },
    help: 'read its plan and approve',
    bar: 'approve',
  },
  {
    keys: ['r'],
    modes: COMMANDS,
    intent: { type: 'reject' },
    help: 'send its plan back with a message',
  },
  {
    keys: ['m'],
    modes: COMMANDS,
    intent: { type: 'merge' },
    help: 'preview the wave and merge it',
    bar: 'merge',
  },
  {
    keys: ['u'],
    modes: COMMANDS,
    intent: { type: 'rollback' },
    help: 'undo the landing of the wave',
  },
  {
    keys: ['i'],
    modes: COMMANDS,
    intent: { type: 'send' },
    help: 'send the agent a line',
  },
  {
    keys: ['x'],
    modes: COMMANDS,
    intent: { type: 'stop' },
    help: 'stop its session (asks)',
  },
  {
    keys: ['R'],
    modes: COMMANDS,
    intent: { type: 'restart' },
    help: 'start its session again',
  },
  {
    keys: ['z'],
    modes: COMMANDS,
    intent: { type: 'zoom' },
    help: 'zoom the focused pane, and back',
    bar: 'zoom',
  },
  {
    keys: ['space', 'L'],
    modes: COMMANDS,
    intent: { type: 'nextLayout' },
    help: 'next layout',
    bar: 'layout',
  },
  {
    keys: ['w'],
    modes: COMMANDS,
    intent: { type: 'swap' },
    help: 'swap the focused pane with the next',
  },
  {
    keys: ['o'],
    modes: COMMANDS,
    intent: { type: 'nextPane' },
    help: 'focus the next pane',
  },
  {
    keys: ['left', 'h'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'left' },
    help: 'focus the pane to the left',
  },
  {
    keys: ['right', 'l'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'right' },
    help: 'focus the pane to the right',
  },
  {
    keys: ['up', 'k'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'up' },
    help: 'focus the pane above',
  },
  {
    keys: ['down', 'j'],
    modes: ['prefix'],
    intent: { type: 'moveFocus', side: 'down' },
    help: 'focus the pane below',
  },
  {
    keys: ['>'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'row', by: RESIZE_STEP },
    help: 'wider',
  },
  {
    keys: ['<'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'row', by: -RESIZE_STEP },
    help: 'narrower',
  },
  {
    keys: ['+'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'column', by: RESIZE_STEP },
    help: 'taller',
  },
  {
    keys: ['-'],
    modes: COMMANDS,
    intent: { type: 'resize', direction: 'column', by: -RESIZE_STEP },
    help: 'lower',
  },
  {
    keys: ['?'],
    modes: COMMANDS,
    intent: { type: 'help' },
    help: 'this help',
    bar: 'help',
  },
  {
    keys: ['d', 'q'],
    modes: COMMANDS,
    intent: { type: 'detach' },
    help: 'detach; agents go on working',
    bar: 'detach',
  },

  {
    keys: ['a', 'enter'],
    modes: ['plan'],
    intent: { type: 'confirm' },
    help: 'approve this plan',
    bar: 'approve',
  },
  {
    keys: ['r'],
    modes: ['plan'],
    intent: { type: 'reject' },
    help: 'send it back with a message',
    bar: 'reject',
  },
  {
    keys: ['y', 'enter'],
    modes: ['merge', 'confirm'],
    intent: { type: 'confirm' },
    help: 'yes, do it',
    bar: 'yes',
  },
  {
    keys: ['enter'],
    modes: ['text'],
    intent: { type: 'confirm' },
    help: 'send the text',
    bar: 'send',
  },
  {
    keys: ['backspace'],
    modes: ['text'],
    intent: { type: 'erase' },
    help: 'erase a character',
  },
  {
    keys: ['down', 'j'],
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: 1 },
    help: 'scroll down',
    bar: 'scroll',
  },
  {
    keys: ['up', 'k'],
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: -1 },
    help: 'scroll up',
  },
  {
    keys: ['pagedown', 'space'],
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: PAGE_LINES },
    help: 'a page down',
  },
  {
    keys: ['pageup', 'b'],
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: -PAGE_LINES },
    help: 'a page up',
  },
  {
    keys: ['escape', 'q', 'n'],
    modes: ['plan', 'merge', 'confirm', 'help'],
    intent: { type: 'cancel' },
    help: 'close, changing nothing',
    bar: 'close',
  },
  {
    keys: ['?', 'enter'],
    modes: ['help'],
    intent: { type: 'cancel' },
    help: 'close the help',
  },
  {
    keys: ['escape'],
    modes: ['text'],
    intent: { type: 'cancel' },
    help: 'throw the text away',
    bar: 'cancel',
  },
];

function paneNumbers(): readonly Binding[] {
  return Array.from({ length: 9 }, (_, index) => index + 1).flatMap((number) => [
    {
      keys: [`alt+${number}`],
      modes: ['pane', 'sidebar', 'prefix'],
      intent: { type: 'focusPane', number },
      help: `go into pane ${number}`,
    },
    {
      keys: [String(number)],
      modes: COMMANDS,
      intent: { type: 'focusPane', number },
      help: `go into pane ${number}`,
    },
  ]);
}

/** The intent of a key, undefined when the mode does not bind it. */
export function intentOf(mode: Mode, chord: string): Intent | undefined {
  return byMode.get(mode)?.get(chord);
}

const byMode = new Map(
  modes.map((mode) => [
    mode,
    new Map(
      keymap
        .filter((binding) => binding.modes.includes(mode))
        .flatMap(({ keys, intent }) => keys.map((key) => [key, intent] as const)),
    ),
  ]),
);

/** A mode's bindings with a word for the status bar, in the keymap's order. */
export function barOf(
  mode: Mode,
): readonly { readonly key: string; readonly word: string }[] {
  return keymap.flatMap(({ keys: [key = ''], modes: bound, bar }) =>
    bar !== undefined && bound.includes(mode) ? [{ key: label(key), word: bar }] : [],
  );
}

/** How a key is written for people: `Ctrl+Space`, `Esc`, `↓`. */
export function label(key: string): string {
  return LABELS[key] ?? key.replace('ctrl+space', 'Ctrl+Space').replace('alt+', 'Alt+');
}

const LABELS: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  tab: 'Tab',
  'shift+tab': 'Shift+Tab',
  backspace: 'Backspace',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
};
