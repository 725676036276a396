/** Commands about a workstream or a wave, and how each finds the one that it is about. */
import type { WorkstreamId } from '../domain/ids.js';
import { mayAskSoon, type WaveStatus, type WorkstreamStatus } from '../domain/status.js';
import type { Step } from './event.js';
import { workstreamOf } from './panes.js';
import { choosing } from './step-choice.js';
import { closeGuest, focusedGuest } from './step-guest.js';
import { undoing } from './step-undo.js';
import { focusedPane, focusedSubject, told, type ConsoleState } from './state.js';
import { LOADING } from './view.js';

/** The workstream that a command is about: the pane's, or the sidebar's selected line. */
export function target(state: ConsoleState): WorkstreamStatus | undefined {
  const subject = state.keyboard === 'pane' ? focusedSubject(state) : state.selected;
  return subject?.type === 'workstream'
    ? workstreamOf(state.status, subject.id)
    : undefined;
}

/** Whether it can be answered from here, now or in a moment. */
export function isAsking({ now }: ConsoleState, workstream: WorkstreamStatus): boolean {
  return workstream.asks !== null || mayAskSoon(workstream, now);
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

export function copyPlace(
  state: ConsoleState,
  what: 'worktree' | 'branch',
): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, `select a workstream to copy its ${what}`), []];
  const { id, [what]: text } = workstream;
  const name = `${what} of ${id}`;
  return [state, [{ type: 'putOnClipboard', text, name, selection: 'clipboard' }]];
}

/** Without a change there is nothing to look at. */
export function showDiff(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream to see its changes'), []];
  const { id, ahead, uncommitted } = workstream;
  if (ahead === 0 && uncommitted === 0)
    return [told(state, `${id} has changed nothing of its own`), []];
  return [state, [{ type: 'openDiff', of: id }]];
}

/** Of the workstream or wave that is meant, else of a wave whose gates run, or ran last. */
export function watchGates(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (workstream && hasLog(workstream))
    return [state, [{ type: 'openLog', of: workstream.id }]];
  const { waves = [], workstreams = [] } = state.status ?? {};
  const gated = waves.filter(hasLog);
  const first =
    gated.find(({ id }) => id === state.selected?.id) ??
    gated.find(({ gates }) => gates.some((gate) => gate.state === 'running')) ??
    gated.at(-1) ??
    workstreams.find(hasLog);
  if (!first) return [told(state, 'no gate runs, and none is red'), []];
  return [state, [{ type: 'openLog', of: first.id }]];
}

export function hasLog({ gates }: WorkstreamStatus | WaveStatus): boolean {
  return gates.some(({ log }) => log !== null);
}

export function restart(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream to restart'), []];
  const request = { type: 'restart', workstream: workstream.id } as const;
  return [state, [{ type: 'ask', request, done: `${workstream.id} starts again` }]];
}

/** By one key both ways: nothing is lost by either. */
export function pause(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream to put on hold'), []];
  const { id, hold } = workstream;
  const who = { workstreams: [id] } as const;
  if (hold) {
    const request = { type: 'resume', ...who } as const;
    return [state, [{ type: 'ask', request, done: `${id} is resumed` }]];
  }
  const request = { type: 'pause', ...who, why: '' } as const;
  return [state, [{ type: 'ask', request, done: `${id} is on hold` }]];
}

/** By one key both ways. */
export function prioritise(state: ConsoleState): Step<ConsoleState> {
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream that has yet to start'), []];
  const { id, turn } = workstream;
  const place = turn?.place === 1 ? 'last' : 1;
  const request = { type: 'prioritise', workstream: id, place } as const;
  const done = `${id} starts ${place === 1 ? 'first' : 'last'}`;
  return [state, [{ type: 'ask', request, done }]];
}

export function asking(
  state: ConsoleState,
  what: 'reject' | 'send' | 'rollback',
): ConsoleState {
  if (what === 'rollback') return undoing(state);
  const workstream = target(state);
  if (!workstream) return told(state, 'select a workstream first');
  if (what === 'reject' && !isAsking(state, workstream))
    return told(state, `${workstream.id} has nothing that waits for approval`);
  return {
    ...state,
    view: { type: 'text', purpose: { type: what, workstream: workstream.id }, text: '' },
  };
}

/** Runs beside the agent or the program of the pane, in the same folder. */
export function shell(state: ConsoleState): Step<ConsoleState> {
  const beside = state.keyboard === 'pane' ? focusedPane(state)?.session.cwd : undefined;
  return [state, [{ type: 'openShell', folder: target(state)?.worktree ?? beside }]];
}

/** Of a program that is no workstream's the pane goes too. */
export function stop(state: ConsoleState): Step<ConsoleState> {
  const guest = focusedGuest(state);
  if (guest) return closeGuest(state, guest);
  const workstream = target(state);
  if (!workstream) return [told(state, 'select a workstream first'), []];
  return [askStop(state, workstream.id), []];
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
