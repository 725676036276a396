/** The dialog in which a person says how a blocked wave goes on. */
import { isDeepStrictEqual } from 'node:util';
import type { Status, WaveStatus } from '../domain/status.js';
import type { ConsoleEffect, Step } from './event.js';
import type { ConsoleState } from './state.js';
import { LOADING, PANES, type View } from './view.js';

export type ChooseView = Extract<View, { readonly type: 'choose' }>;

type Blocked = Pick<WaveStatus, 'id' | 'blockedBy' | 'gates' | 'choices'>;

export function choosing({ id, blockedBy, gates, choices }: Blocked): ChooseView {
  return { type: 'choose', wave: id, why: blockedBy ?? '', gates, choices, scroll: 0 };
}

type MergeView = Extract<View, { readonly type: 'merge' }>;

/**
 * A dialog about a wave that goes on meanwhile. One that asks for a choice closes when that
 * is no more to be made: a number never comes to mean something else under the finger.
 */
export function followed(view: ChooseView | MergeView, { waves }: Status): View {
  const wave = waves.find(({ id }) => id === view.wave);
  if (view.type === 'merge')
    return view.phase === 'running' && wave ? { ...view, now: wave } : view;
  // The ways on from a conflict that nobody has tried to merge are no part of the status.
  const untried = wave?.state === 'ready';
  const same = wave && isDeepStrictEqual(wave.choices, view.choices);
  if (same && wave.blockedBy !== null) return { ...view, why: wave.blockedBy };
  return untried ? view : PANES;
}

/** Choices are numbered from 1; a number that is not there changes nothing. */
export function chosen(
  state: ConsoleState,
  { wave, choices }: ChooseView,
  number: number,
): Step<ConsoleState> {
  const choice = choices[number - 1]?.name;
  if (choice === undefined) return [state, []];
  // A shell or an agent opens where the conflict stands.
  if (choice === 'open' || choice === 'hand')
    return [{ ...state, view: PANES }, [{ type: 'decide', wave, choice, reason: '' }]];
  if (choice === 'override') {
    const view: View = { type: 'text', purpose: { type: choice, wave }, text: '' };
    return [{ ...state, view }, []];
  }
  if (choice !== 'abort') return deciding(state, { wave, choice, reason: '' });
  const request = { type: 'decide', wave, choice, reason: '' } as const;
  const done = `${wave} is left as it is`;
  return [{ ...state, view: PANES }, [{ type: 'ask', request, done }]];
}

/** Goes on with the wave, and shows how it goes. */
export function deciding(
  state: ConsoleState,
  decision: Omit<Extract<ConsoleEffect, { readonly type: 'decide' }>, 'type'>,
): Step<ConsoleState> {
  const { wave } = decision;
  const view: View = {
    type: 'merge',
    wave,
    report: LOADING,
    phase: 'running',
    scroll: 0,
  };
  return [{ ...state, view }, [{ type: 'decide', ...decision }]];
}
