/** The dialog in which a person says how a blocked wave goes on. */
import type { WaveStatus } from '../domain/status.js';
import type { Step } from './event.js';
import type { ConsoleState } from './state.js';
import { LOADING, PANES, type View } from './view.js';

export type ChooseView = Extract<View, { readonly type: 'choose' }>;

type Blocked = Pick<WaveStatus, 'id' | 'blockedBy' | 'gates' | 'choices'>;

export function choosing({ id, blockedBy, gates, choices }: Blocked): ChooseView {
  return { type: 'choose', wave: id, why: blockedBy ?? '', gates, choices, scroll: 0 };
}

/** Choices are numbered from 1; a number that is not there changes nothing. */
export function chosen(
  state: ConsoleState,
  { wave, choices }: ChooseView,
  number: number,
): Step<ConsoleState> {
  const choice = choices[number - 1]?.name;
  if (choice === undefined) return [state, []];
  // A shell opens where the conflict stands.
  if (choice === 'open')
    return [{ ...state, view: PANES }, [{ type: 'decide', wave, choice }]];
  if (choice !== 'abort') {
    const view: View = {
      type: 'merge',
      wave,
      report: LOADING,
      phase: 'running',
      scroll: 0,
    };
    return [{ ...state, view }, [{ type: 'decide', wave, choice }]];
  }
  const request = { type: 'decide', wave, choice, by: 'console', reason: '' } as const;
  const done = `${wave} is left as it is`;
  return [{ ...state, view: PANES }, [{ type: 'ask', request, done }]];
}
