/** Commands about a workstream or a wave, and how each finds the one that it is about. */
import type { WorkstreamId } from '../domain/ids.js';
import type { WorkstreamStatus } from '../domain/status.js';
import type { Step } from './event.js';
import { workstreamOf } from './panes.js';
import { choosing } from './step-choice.js';
import { focusedSubject, told, type ConsoleState } from './state.js';
import { LOADING } from './view.js';

/** The workstream that a command is about: the pane's, or the sidebar's selected line. */
export function target(state: ConsoleState): WorkstreamStatus | undefined {
  const subject = state.keyboard === 'pane' ? focusedSubject(state) : state.selected;
  return subject?.type === 'workstream'
    ? workstreamOf(state.status, subject.id)
    : undefined;
}

/** Approving without a selection goes to the first plan that waits. */
export function approve(state: ConsoleState): Step<ConsoleState> {
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

/**
 * Merging takes the selected wave unless it has landed, else the first that is ready, else
 * the first that is left.
 */
export function merge(state: ConsoleState): Step<ConsoleState> {
  const waves = state.status?.waves ?? [];
  const chosen = waves.find(
    (one) => one.id === state.selected?.id && one.state !== 'landed',
  );
  const wave =
    chosen ??
    waves.find((one) => one.state === 'ready' || one.state === 'ready_to_land') ??
    waves.find((one) => one.state !== 'landed');
  if (!wave) return [told(state, 'no wave is left to merge'), []];
  const selected = { type: 'wave', id: wave.id } as const;
  if (wave.choices.length > 0) return [{ ...state, selected, view: choosing(wave) }, []];
  return [
    {
      ...state,
      selected,
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

/** The matrix of all workstreams, in front of the panes. */
export function conflicts(state: ConsoleState): Step<ConsoleState> {
  const view = { type: 'conflicts', foresight: LOADING, scroll: 0 } as const;
  return [{ ...state, view }, [{ type: 'foresee' }]];
}

/** Of the selected wave, else of the first whose gates run or ran. */
export function watchGates(state: ConsoleState): Step<ConsoleState> {
  const gated = (state.status?.waves ?? []).filter((one) =>
    one.gates.some(({ log }) => log !== null),
  );
  const wave = gated.find(({ id }) => id === state.selected?.id) ?? gated[0];
  if (!wave) return [told(state, 'no gate runs, and none is red'), []];
  return [state, [{ type: 'openLog', wave: wave.id }]];
}

export function restart(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream to restart'), []];
  const request = { type: 'restart', workstream: workstream.id } as const;
  return [state, [{ type: 'ask', request, done: `${workstream.id} starts again` }]];
}

export function asking(
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

/** Runs beside the agent, in the same files. */
export function shell(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream to open a shell in'), []];
  const { id, worktree } = workstream;
  return [state, [{ type: 'openShell', workstream: id, folder: worktree }]];
}

function askStop(state: ConsoleState, workstream: WorkstreamId): ConsoleState {
  return {
    ...state,
    view: {
      type: 'confirm',
      question: `Stop the session of ${workstream}?`,
      consequence: 'Its program is ended. Branch, worktree and files stay as they are.',
      yes: { type: 'ask', request: { type: 'stop', workstream }, done: 'done' },
    },
  };
}

function askRollback(state: ConsoleState): ConsoleState {
  const wave = state.status?.waves.find(({ id }) => id === state.selected?.id);
  if (!wave) return told(state, 'select a wave in the sidebar to undo its landing');
  const { id, target } = wave;
  const by = 'console';
  if (wave.state === 'rolled_back')
    return {
      ...state,
      view: {
        type: 'confirm',
        question: `Land ${id} again?`,
        consequence: `${target} gets back exactly what was rolled back.`,
        yes: {
          type: 'ask',
          request: { type: 'redo', wave: id, by, fastForward: false },
          done: 'done',
        },
      },
    };
  return {
    ...state,
    view: {
      type: 'confirm',
      question: `Roll ${id} back?`,
      consequence: `${target} returns to where it was before the wave landed.`,
      yes: {
        type: 'ask',
        request: { type: 'rollback', wave: id, by, revert: false, fastForward: false },
        done: 'done',
      },
    },
  };
}
