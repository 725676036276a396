/** The dialog with all that waits for a person: each is answered from there. */
import { inboxOf, type InboxItem } from '../domain/inbox.js';
import { waveId, workstreamId, type WorkstreamId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { Status } from '../domain/status.js';
import type { ConsoleEffect, Step } from './event.js';
import { isDoneEdit } from './guest.js';
import type { Intent } from './intent.js';
import { workstreamOf } from './panes.js';
import { focusedPane, told, type ConsoleState } from './state.js';
import { memories } from './step-memories.js';
import { into } from './step-move.js';
import { readingPlan } from './step-asked.js';
import { handOver } from './step-hand-over.js';
import { hasLog, isAsking, merge } from './step-plan.js';
import { PANES, type View } from './view.js';

export type InboxView = Extract<View, { readonly type: 'inbox' }>;

export function inbox(state: ConsoleState): Step<ConsoleState> {
  const items = state.status ? inboxOf(state.status) : [];
  if (items.length === 0) return [told(state, 'nothing waits for you'), []];
  return [{ ...state, view: { type: 'inbox', items, now: state.now, scroll: 0 } }, []];
}

/** What was answered is gone from it; the line stays at what it stood at. */
export function upToDate(view: View, status: Status): View {
  if (view.type !== 'inbox') return view;
  const items = inboxOf(status);
  if (items.length === 0) return PANES;
  const at = items.findIndex(({ id }) => id === view.items[view.scroll]?.id);
  const scroll = at < 0 ? Math.min(view.scroll, items.length - 1) : at;
  return { ...view, items, scroll };
}

/** Undefined for what the dialogs do alike. */
export function stepInbox(
  state: ConsoleState,
  { items, scroll }: InboxView,
  intent: Intent,
): Step<ConsoleState> | undefined {
  const item = items[scroll];
  const stepped = item && answering(state, item, intent);
  if (!stepped) return undefined;
  const [next, effects] = stepped;
  const stays = next.view.type === 'inbox' || next.view.type === 'panes';
  return stays ? stepped : [{ ...next, answering: item.id }, effects];
}

/** Who has answered one of several, or has not after all, goes on with the others. */
export function backInInbox(
  state: ConsoleState,
  effects: readonly ConsoleEffect[] = [],
  how: 'answered' | 'cancelled' = 'answered',
): ConsoleState {
  const { view, answering: id, status, now } = state;
  if (view.type !== 'panes' || id === undefined || !status) return state;
  // What else is asked for opens a pane, or goes into one.
  if (!effects.every(({ type }) => type === 'ask')) return state;
  const all = inboxOf(status);
  const left = how === 'cancelled' ? all : all.filter((item) => item.id !== id);
  if (left.length === 0) return state;
  const at = all.findIndex((item) => item.id === id);
  const scroll = Math.max(0, Math.min(at, left.length - 1));
  return {
    ...state,
    view: { type: 'inbox', items: left, now, scroll },
    answering: undefined,
  };
}

/** Who opened an editor from it, and looked at nothing else since, is back in it. */
export function backFromEdit(state: ConsoleState, session: Session): ConsoleState {
  const looks = focusedPane(state)?.session.id === session.id;
  return looks && isDoneEdit(session) ? backInInbox(state) : state;
}

/** The commands that a key gives from here, where the marked one has them. */
const COMMANDS: Partial<Record<Intent['type'], string>> = {
  reject: 'reject',
  override: 'override',
  pause: 'resume',
  watchGates: 'log',
  stop: 'stop',
  handOver: 'handover',
};

/** Whether a key does something about it. */
export function isOffered({ answers }: InboxItem, { type }: Intent): boolean {
  const word = COMMANDS[type];
  return word === undefined || answers.some(({ command }) => command.startsWith(word));
}

function answering(
  state: ConsoleState,
  item: InboxItem,
  intent: Intent,
): Step<ConsoleState> | undefined {
  return isOffered(item, intent) ? WAYS[intent.type]?.(state, item) : [state, []];
}

const WAYS: Partial<
  Record<Intent['type'], (state: ConsoleState, item: InboxItem) => Step<ConsoleState>>
> = {
  confirm: answer,
  watchGates: watch,
  pause: resuming,
  reject: (state, item) => typing(state, item, 'reject'),
  override: (state, item) => typing(state, item, 'overrideOwn'),
  stop: (state, item) => [givingUp(state, workstreamId(item.subject)), []],
  handOver: (state, item) => handOver(selecting(state, item)),
};

function answer(state: ConsoleState, item: InboxItem): Step<ConsoleState> {
  const workstream = workstreamId(item.subject);
  switch (item.kind) {
    case 'plan':
      return readingPlan(state, workstream);
    case 'permission':
      return asksLeave(state, item)
        ? readingPlan(state, workstream)
        : toPane(state, workstream);
    case 'escalation': {
      const request = { type: 'acknowledge', workstream } as const;
      return [state, [ask(request, `${workstream}: seen to`)]];
    }
    case 'memory':
      return memories(state, workstream);
    case 'failed':
      return isOffered(item, { type: 'pause' })
        ? resuming(state, item)
        : [startingAgain(state, item), []];
    case 'blocked':
      return toPane(state, workstream);
    case 'gate':
    case 'conflict':
    case 'landing':
      return isOwnGate(state, item)
        ? [checking(state, workstream), []]
        : merge({ ...state, selected: { type: 'wave', id: waveId(item.subject) } });
  }
  return [state, []];
}

/** It can be answered from here. */
function asksLeave(state: ConsoleState, { kind, subject }: InboxItem): boolean {
  const workstream = workstreamOf(state.status, workstreamId(subject));
  return kind === 'permission' && workstream !== undefined && isAsking(state, workstream);
}

function toPane(state: ConsoleState, id: WorkstreamId): Step<ConsoleState> {
  const pane = state.panes.find(({ workstream }) => workstream === id);
  if (!pane) return [told(state, `${id} has no pane`), []];
  return [into({ ...state, view: PANES }, pane), []];
}

/** To acknowledge an escalation alone would leave it on hold. */
function resuming(state: ConsoleState, { subject }: InboxItem): Step<ConsoleState> {
  const request = { type: 'resume', workstreams: [workstreamId(subject)] } as const;
  return [state, [ask(request, `${subject} goes on`)]];
}

function startingAgain(state: ConsoleState, { subject, text }: InboxItem): ConsoleState {
  const request = { type: 'restart', workstream: workstreamId(subject) } as const;
  return {
    ...state,
    view: {
      type: 'confirm',
      question: `Start ${subject} again, where it left off?`,
      consequence: `It has failed: ${text}`,
      yes: ask(request, `${subject} starts again`),
    },
  };
}

function givingUp(state: ConsoleState, workstream: WorkstreamId): ConsoleState {
  const request = { type: 'stop', workstream } as const;
  return {
    ...state,
    view: {
      type: 'confirm',
      question: `Give ${workstream} up?`,
      consequence:
        'Its program is ended, and what depends on it does not start. Branch, worktree and files stay as they are.',
      yes: ask(request, `${workstream} was given up`),
    },
  };
}

function selecting(state: ConsoleState, { subject }: InboxItem): ConsoleState {
  const selected = { type: 'workstream', id: workstreamId(subject) } as const;
  return { ...state, selected, keyboard: 'sidebar' };
}

function checking(state: ConsoleState, workstream: WorkstreamId): ConsoleState {
  const request = { type: 'check', workstream } as const;
  return {
    ...state,
    view: {
      type: 'confirm',
      question: `Run the gates of ${workstream} again?`,
      consequence: 'They judge its work as it is now. Red goes back to its agent.',
      yes: ask(request, `the gates of ${workstream} run`),
    },
  };
}

function watch(state: ConsoleState, { subject }: InboxItem): Step<ConsoleState> {
  const { waves = [], workstreams = [] } = state.status ?? {};
  const gated = [...waves, ...workstreams].find(({ id }) => id === subject);
  if (!gated || !hasLog(gated)) return [told(state, `no gate of ${subject} has run`), []];
  return [{ ...state, view: PANES }, [{ type: 'openLog', of: gated.id }]];
}

function typing(
  state: ConsoleState,
  { subject }: InboxItem,
  type: 'reject' | 'overrideOwn',
): Step<ConsoleState> {
  const workstream = workstreamId(subject);
  const purpose = { type, workstream };
  return [{ ...state, view: { type: 'text', purpose, text: '' } }, []];
}

/** A gate of a workstream rather than of a wave. */
function isOwnGate({ status }: ConsoleState, { kind, subject }: InboxItem): boolean {
  return kind === 'gate' && workstreamOf(status, workstreamId(subject)) !== undefined;
}

function ask(
  request: Extract<ConsoleEffect, { readonly type: 'ask' }>['request'],
  done: string,
): ConsoleEffect {
  return { type: 'ask', request, done };
}
