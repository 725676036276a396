/** A click: it selects in the sidebar, and goes into the pane that it hits. */
import { moveBorder } from '../layout/border.js';
import type { ConsoleEvent, Step } from './event.js';
import { contains, geometryOf } from './geometry.js';
import { sidebarItems, subjectAt } from './sidebar.js';
import type { ConsoleState } from './state.js';

export function clicked(
  state: ConsoleState,
  { column, row }: { readonly column: number; readonly row: number },
): Step<ConsoleState> {
  if (state.view.type !== 'panes') return [state, []];
  const { panes, sidebar } = geometryOf(state);
  if (sidebar && contains(sidebar, column, row))
    return [inSidebar(state, row, sidebar.height), []];

  const hit = [...panes].find(([, rect]) => contains(rect, column, row));
  const pane = hit && state.panes.find(({ id }) => id === hit[0]);
  if (!pane) return [state, []];
  const { workstream } = pane;
  return [
    {
      ...state,
      prefixed: false,
      keyboard: 'pane',
      focused: pane.id,
      selected: workstream ? { type: 'workstream', id: workstream } : state.selected,
    },
    [],
  ];
}

/** A border follows the pointer. */
export function borderMoved(
  state: ConsoleState,
  { border, at }: Extract<ConsoleEvent, { readonly type: 'borderMoved' }>,
): ConsoleState {
  const { tree, stage } = geometryOf(state);
  if (!tree) return state;
  const custom = moveBorder(tree, stage, { border, to: at });
  return custom === tree ? state : { ...state, custom };
}

function inSidebar(state: ConsoleState, row: number, height: number): ConsoleState {
  const selected = subjectAt(sidebarItems(state, height), row);
  if (!selected) return { ...state, keyboard: 'sidebar' };
  const pane = state.panes.find(({ workstream }) => workstream === selected.id);
  return {
    ...state,
    prefixed: false,
    keyboard: 'sidebar',
    selected,
    focused: pane?.id ?? state.focused,
  };
}
