/** The keys of the dialogs, each of which says its own in its last line. */
import type { Binding } from './binding.js';

/** A half of a dialog's height on a small terminal. */
const PAGE_LINES = 10;

export const dialogKeys: readonly Binding[] = [
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
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: 1 },
    help: 'scroll down',
    bar: 'scroll',
  },
  {
    name: 'dialog-up',
    keys: ['up', 'k'],
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: -1 },
    help: 'scroll up',
  },
  {
    name: 'dialog-page-down',
    keys: ['pagedown', 'space'],
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: PAGE_LINES },
    help: 'a page down',
  },
  {
    name: 'dialog-page-up',
    keys: ['pageup', 'b'],
    modes: ['plan', 'merge', 'help'],
    intent: { type: 'scroll', lines: -PAGE_LINES },
    help: 'a page up',
  },
  {
    name: 'close',
    keys: ['escape', 'q', 'n'],
    modes: ['plan', 'merge', 'confirm', 'help'],
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
