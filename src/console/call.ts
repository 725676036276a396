/** What programs tell the person beside their screens, and what is left of it to be seen. */
import type { Selection } from '../domain/clipboard.js';
import type { SessionId } from '../domain/ids.js';
import type { HostEvent } from '../protocol/host.js';
import type { Progress } from '../screen/notices.js';

export type CallEvent = Extract<
  HostEvent,
  { readonly type: 'bell' | 'notification' | 'progress' | 'clipboard' | 'fault' }
>;

const CALLS: ReadonlySet<string> = new Set<CallEvent['type']>([
  'bell',
  'notification',
  'progress',
  'clipboard',
  'fault',
]);

export function isCall(event: HostEvent): event is CallEvent {
  return CALLS.has(event.type);
}

export type Call = {
  /** It rang or notified, and nobody has looked since. */
  readonly rang: boolean;
  /** How far it says it is. */
  readonly progress: Progress;
};

export const NO_CALL: Call = { rang: false, progress: { state: 'none', percent: 0 } };

/** A program's wish to put a text on the clipboard, until it is answered. */
export type CopyWish = {
  readonly session: SessionId;
  readonly text: string;
  readonly selection: Selection;
};

/** `♪`, a bar with its percentage, or both; empty when there is nothing to see. */
export function callText({ rang, progress }: Call): string {
  const parts = [rang ? '♪' : '', progressText(progress)];
  return parts.filter((part) => part !== '').join(' ');
}

const BAR_CELLS = 8;

function progressText({ state, percent }: Progress): string {
  if (state === 'none') return '';
  if (state === 'indeterminate') return '…';
  const full = Math.round((percent / 100) * BAR_CELLS);
  const bar = '━'.repeat(full) + '─'.repeat(BAR_CELLS - full);
  const words = { normal: '', error: ' failed', paused: ' paused' } as const;
  return `${bar} ${percent}%${words[state]}`;
}

/** `clipboard`, or `primary selection`. */
export function selectionText(selection: Selection): string {
  return selection === 'primary' ? 'primary selection' : selection;
}

/** `312 characters`, `1 character`. */
export function charactersText(text: string): string {
  const count = Array.from(text).length;
  return `${count} character${count === 1 ? '' : 's'}`;
}
