/** What a command makes of a console while no dialog is open. */
import { unreachable } from '../base/assert.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { WorkstreamStatus } from '../domain/status.js';
import { resize, swap } from '../layout/edit.js';
import { neighbour, type Side } from '../layout/neighbour.js';
import type { Step } from './event.js';
import { geometryOf } from './geometry.js';
import type { Intent } from './intent.js';
import { workstreamOf, type Pane } from './panes.js';
import { enterPast, inFocusedPast } from './pasts.js';
import {
  focusedPane,
  sameSubject,
  subjects,
  type ConsoleState,
  type Subject,
} from './state.js';
import { LOADING } from './view.js';

export function stepIntent(before: ConsoleState, intent: Intent): Step<ConsoleState> {
  if (intent.type === 'prefix') return [{ ...before, prefixed: true }, []];
  const state = before.prefixed ? { ...before, prefixed: false } : before;
  if (before.prefixed && intent.type === 'cancel') return [state, []];
  switch (intent.type) {
    case 'sendPrefix':
    case 'detach':
      return [state, [{ type: intent.type }]];
    case 'enterPast':
      return enterPast(state);
    case 'past':
      return inFocusedPast(state, intent.event);
    case 'approve':
      return approve(state);
    case 'merge':
      return merge(state);
    case 'restart':
      return restart(state);
    case 'open':
      return open(state);
    case 'confirm':
    case 'scroll':
    case 'erase':
      return [state, []];
    case 'help':
      return [{ ...state, view: { type: 'help', scroll: 0 } }, []];
    case 'reject':
    case 'send':
    case 'stop':
    case 'rollback':
      return [asking(state, intent.type), []];
    case 'cancel':
    case 'focusPane':
    case 'moveFocus':
    case 'nextPane':
    case 'openSidebar':
    case 'select':
    case 'nextWaiting':
    case 'zoom':
    case 'nextLayout':
    case 'swap':
    case 'resize':
      return [moved(state, intent), []];
    default:
      return unreachable(intent);
  }
}

/** Intents that only change what is shown where, and where the keyboard is. */
type Move = Extract<
  Intent,
  {
    readonly type:
      | 'cancel'
      | 'focusPane'
      | 'moveFocus'
      | 'nextPane'
      | 'openSidebar'
      | 'select'
      | 'nextWaiting'
      | 'zoom'
      | 'nextLayout'
      | 'swap'
      | 'resize';
  }
>;

function moved(state: ConsoleState, intent: Move): ConsoleState {
  switch (intent.type) {
    case 'cancel':
      return backToPane(state);
    case 'focusPane':
      return into(state, state.panes[intent.number - 1]);
    case 'moveFocus':
      return moveFocus(state, intent.side);
    case 'nextPane':
      return focusNext(state);
    case 'openSidebar':
      return {
        ...state,
        keyboard: 'sidebar',
        selected: ofFocused(state) ?? state.selected,
      };
    case 'select':
      return select(state, stepped(state, intent.by));
    case 'nextWaiting':
      return select(state, nextWaiting(state));
    case 'zoom':
      return { ...state, zoomed: !state.zoomed };
    case 'nextLayout':
      return nextLayout(state);
    case 'swap':
      return swapNext(state);
    case 'resize':
      return resized(state, intent);
    default:
      return unreachable(intent);
  }
}

/** Escape takes the keyboard from the sidebar to the pane, and only there. */
function backToPane(state: ConsoleState): ConsoleState {
  return state.focused ? { ...state, keyboard: 'pane' } : state;
}

function into(state: ConsoleState, pane: Pane | undefined): ConsoleState {
  if (!pane) return state;
  const subject =
    pane.workstream && ({ type: 'workstream', id: pane.workstream } as const);
  return {
    ...state,
    focused: pane.id,
    keyboard: 'pane',
    selected: subject ?? state.selected,
  };
}

function moveFocus(state: ConsoleState, side: Side): ConsoleState {
  const { panes } = geometryOf(state);
  const next = state.focused && neighbour(panes, state.focused, side);
  if (!next) return side === 'left' ? { ...state, keyboard: 'sidebar' } : state;
  return into(
    state,
    state.panes.find(({ id }) => id === next),
  );
}

function focusNext(state: ConsoleState): ConsoleState {
  const at = state.panes.findIndex(({ id }) => id === state.focused);
  const pane = state.panes[(at + 1) % Math.max(1, state.panes.length)];
  const { keyboard } = state;
  return { ...into(state, pane), keyboard };
}

/** Selecting a workstream brings its pane into view, without giving it the keyboard. */
function select(state: ConsoleState, selected: Subject | undefined): ConsoleState {
  if (!selected) return state;
  const pane = state.panes.find(({ workstream }) => workstream === selected.id);
  return { ...state, selected, keyboard: 'sidebar', focused: pane?.id ?? state.focused };
}

function stepped(state: ConsoleState, by: number): Subject | undefined {
  const all = subjects(state.status);
  const at = all.findIndex((subject) => sameSubject(subject, state.selected));
  return all.at((at + by) % Math.max(1, all.length));
}

function nextWaiting(state: ConsoleState): Subject | undefined {
  const waiting = (state.status?.workstreams ?? []).filter(waitsForPerson);
  const at = waiting.findIndex(({ id }) => id === state.selected?.id);
  const next = waiting[(at + 1) % Math.max(1, waiting.length)];
  return next && { type: 'workstream', id: next.id };
}

function waitsForPerson({ state }: WorkstreamStatus): boolean {
  return state === 'plan_review' || state === 'waiting' || state === 'blocked';
}

function nextLayout(state: ConsoleState): ConsoleState {
  const layout = (state.layout + 1) % Math.max(1, state.layouts.length);
  return { ...state, layout, layoutChosen: true, custom: undefined, zoomed: false };
}

function swapNext(state: ConsoleState): ConsoleState {
  const at = state.panes.findIndex(({ id }) => id === state.focused);
  const one = state.panes[at];
  const to = (at + 1) % Math.max(1, state.panes.length);
  const other = state.panes[to];
  if (!one || !other || one === other) return state;
  const panes = state.panes.with(at, other).with(to, one);
  const custom = state.custom && swap(state.custom, one.id, other.id);
  return { ...state, panes, custom };
}

function resized(
  state: ConsoleState,
  { direction, by }: Extract<Intent, { readonly type: 'resize' }>,
): ConsoleState {
  const { tree } = geometryOf(state);
  if (!tree || !state.focused) return state;
  return { ...state, custom: resize(tree, state.focused, { direction, by }) };
}

/** The workstream that a command is about: the pane's, or the sidebar's selected line. */
function target(state: ConsoleState): WorkstreamStatus | undefined {
  const subject = state.keyboard === 'pane' ? ofFocused(state) : state.selected;
  return subject?.type === 'workstream'
    ? workstreamOf(state.status, subject.id)
    : undefined;
}

function ofFocused(state: ConsoleState): Subject | undefined {
  const id = focusedPane(state)?.workstream;
  return id && { type: 'workstream', id };
}

function open(state: ConsoleState): Step<ConsoleState> {
  if (state.selected?.type === 'wave') return merge(state);
  const pane = state.panes.find(({ workstream }) => workstream === state.selected?.id);
  if (pane || state.selected === undefined)
    return [into(state, pane ?? focusedPane(state)), []];
  return [told(state, `${state.selected.id} has no session yet`), []];
}

/** Approving without a selection goes to the first plan that waits. */
function approve(state: ConsoleState): Step<ConsoleState> {
  const chosen = target(state);
  const waiting = state.status?.workstreams.find((one) => one.state === 'plan_review');
  const workstream = chosen?.state === 'plan_review' ? chosen : waiting;
  if (!workstream) return [told(state, 'no plan waits for approval'), []];
  const { id } = workstream;
  return [
    {
      ...state,
      selected: { type: 'workstream', id },
      view: { type: 'plan', workstream: id, plan: LOADING, scroll: 0 },
    },
    [{ type: 'readPlan', workstream: id }],
  ];
}

/** Merging without a selected wave takes the first that is ready, else the first not landed. */
function merge(state: ConsoleState): Step<ConsoleState> {
  const waves = state.status?.waves ?? [];
  const chosen = waves.find(({ id }) => id === state.selected?.id);
  const wave =
    chosen ??
    waves.find((one) => one.state === 'ready' || one.state === 'ready_to_land') ??
    waves.find((one) => one.state !== 'landed');
  if (!wave) return [told(state, 'no wave is left to merge'), []];
  return [
    {
      ...state,
      selected: { type: 'wave', id: wave.id },
      view: {
        type: 'merge',
        wave: wave.id,
        report: LOADING,
        phase: 'preview',
        scroll: 0,
      },
    },
    [{ type: 'preview', wave: wave.id }],
  ];
}

function restart(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream to restart'), []];
  const request = { type: 'restart', workstream: workstream.id } as const;
  return [state, [{ type: 'ask', request, done: `${workstream.id} starts again` }]];
}

function asking(
  state: ConsoleState,
  what: 'reject' | 'send' | 'stop' | 'rollback',
): ConsoleState {
  if (what === 'rollback') return askRollback(state);
  const workstream = target(state);
  if (!workstream) return told(state, 'select a workstream first');
  if (what === 'stop') return askStop(state, workstream.id);
  if (what === 'reject' && workstream.state !== 'plan_review')
    return told(state, `${workstream.id} has no plan that waits`);
  return {
    ...state,
    view: { type: 'text', purpose: what, workstream: workstream.id, text: '' },
  };
}

function askStop(state: ConsoleState, workstream: WorkstreamId): ConsoleState {
  return {
    ...state,
    view: {
      type: 'confirm',
      question: `Stop the session of ${workstream}?`,
      consequence: 'Its program is ended. Branch, worktree and files stay as they are.',
      request: { type: 'stop', workstream },
    },
  };
}

function askRollback(state: ConsoleState): ConsoleState {
  const wave = state.status?.waves.find(({ id }) => id === state.selected?.id);
  if (!wave) return told(state, 'select a wave in the sidebar to undo its landing');
  return {
    ...state,
    view: {
      type: 'confirm',
      question: `Roll ${wave.id} back?`,
      consequence: `${wave.target} returns to where it was before the wave landed.`,
      request: { type: 'rollback', wave: wave.id, by: 'console' },
    },
  };
}

function told(state: ConsoleState, text: string): ConsoleState {
  return { ...state, notice: { level: 'info', text, at: state.now } };
}
