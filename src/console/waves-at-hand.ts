/**
 * Which wave a person works on: the selected one, else that of the workstream which is
 * selected or in focus, else the first that has not landed.
 */
import type { PaneId } from '../domain/ids.js';
import type { WaveStatus } from '../domain/status.js';
import { focusedPane, type ConsoleState } from './state.js';

/** The panes of each wave: of the one at hand first, then of those that follow it in the plan. */
export function wavesAtHand(state: ConsoleState): readonly (readonly PaneId[])[] {
  const waves = state.status?.waves ?? [];
  const at = Math.max(0, waves.findIndex(atHand(state, waves)));
  return [...waves.slice(at), ...waves.slice(0, at)].map(({ members }) =>
    state.panes.flatMap(({ id, workstream }) =>
      workstream !== undefined && members.includes(workstream) ? [id] : [],
    ),
  );
}

function atHand(
  state: ConsoleState,
  waves: readonly WaveStatus[],
): (wave: WaveStatus) => boolean {
  const { selected } = state;
  if (selected?.type === 'wave') return ({ id }) => id === selected.id;
  const wished = [selected?.id, focusedPane(state)?.workstream].map(has);
  return wished.find((judge) => waves.some(judge)) ?? (({ state }) => state !== 'landed');
}

function has(workstream: string | undefined): (wave: WaveStatus) => boolean {
  return ({ members }) => workstream !== undefined && members.includes(workstream);
}
