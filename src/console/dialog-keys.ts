/** The keys of the dialogs, each of which says its own in its last line. */
import type { Binding } from './binding.js';

/** A half of a dialog's height on a small terminal. */
const PAGE_LINES = 10;

export const dialogKeys: readonly Binding[] = [
  ...choiceNumbers(),
  {
    name: 'approve-plan',
    keys: ['a', 'enter'],
    modes: ['plan'],
    intent: { type: 'confirm' },
    help: 'approve this plan',
    bar: 'approve',
  },
  {
    name: 'reject-plan',
    keys: ['r'],
    modes: ['plan'],
    intent: { type: 'reject' },
    help: 'send it back with a message',
    bar: 'reject',
  },
  {
    name: 'yes',
    keys: ['y', 'enter'],
    modes: ['merge', 'confirm'],
    intent: { type: 'confirm' },
    help: 'yes, do it',
    bar: 'yes',
  },
  {
    name: 'start-lost',
    keys: ['enter'],
    modes: ['lost'],
    intent: { type: 'confirm' },
    help: 'start those that are marked again',
    bar: 'start them again',
  },
  {
    name: 'toggle-lost',
    keys: ['space'],
    modes: ['lost'],
    intent: { type: 'toggle' },
    help: 'mark one, or leave it',
    bar: 'choose',
  },
  {
    name: 'lost-next',
    keys: ['down', 'j', 'tab'],
    modes: ['lost'],
    intent: { type: 'scroll', lines: 1 },
    help: 'to the next one',
  },
  {
    name: 'lost-before',
    keys: ['up', 'k', 'shift+tab'],
    modes: ['lost'],
    intent: { type: 'scroll', lines: -1 },
    help: 'to the one before',
  },
  {
    name: 'leave-lost',
    keys: ['escape', 'q', 'n'],
    modes: ['lost'],
    intent: { type: 'cancel' },
    help: 'start none',
    bar: 'none',
  },
  {
    name: 'send-text',
    keys: ['enter'],
    modes: ['text'],
    intent: { type: 'confirm' },
    help: 'send the text',
    bar: 'send',
  },
  {
    name: 'erase-text',
    keys: ['backspace'],
    modes: ['text'],
    intent: { type: 'erase' },
    help: 'erase a character',
  },
  {
    name: 'dialog-down',
    keys: ['down', 'j'],
    modes: ['plan', 'merge', 'conflicts', 'choose', 'help'],
    intent: { type: 'scroll', lines: 1 },
    help: 'scroll down',
    bar: 'scroll',
  },
  {
    name: 'dialog-up',
    keys: ['up', 'k'],
    modes: ['plan', 'merge', 'conflicts', 'choose', 'help'],
    intent: { type: 'scroll', lines: -1 },
    help: 'scroll up',
  },
  {
    name: 'dialog-page-down',
    keys: ['pagedown', 'space'],
    modes: ['plan', 'merge', 'conflicts', 'choose', 'help'],
    intent: { type: 'scroll', lines: PAGE_LINES },
    help: 'a page down',
  },
  {
    name: 'dialog-page-up',
    keys: ['pageup', 'b'],
    modes: ['plan', 'merge', 'conflicts', 'choose', 'help'],
    intent: { type: 'scroll', lines: -PAGE_LINES },
    help: 'a page up',
  },
  {
    name: 'close',
    keys: ['escape', 'q', 'n'],
    modes: ['plan', 'merge', 'conflicts', 'choose', 'confirm', 'help'],
    intent: { type: 'cancel' },
    help: 'close, changing nothing',
    bar: 'close',
  },
  {
    name: 'close-help',
    keys: ['?', 'enter'],
    modes: ['help'],
    intent: { type: 'cancel' },
    help: 'close the help',
  },
  {
    name: 'cancel-text',
    keys: ['escape'],
    modes: ['text'],
    intent: { type: 'cancel' },
    help: 'throw the text away',
    bar: 'cancel',
  },
];

/** More ways on than these no wave has. */
function choiceNumbers(): readonly Binding[] {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({
    name: `choose-${number}`,
    keys: [String(number)],
    modes: ['choose'],
    intent: { type: 'choose', number },
    help: `choose way on ${number}`,
  }));
}
