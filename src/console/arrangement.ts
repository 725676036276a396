/** A console's arrangement of panes, to be kept and to be taken up again. Pure. */
import type { Arranged } from '../layout/saved.js';
import type { Pane } from './panes.js';
import type { ConsoleState } from './state.js';

export function arrangedOf(state: ConsoleState): Arranged {
  const { panes, away, stays, focused, custom, layoutChosen } = state;
  return {
    layout: layoutChosen ? state.layouts[state.layout]?.name : undefined,
    // A guest's room is its own; what counts is how it was before.
    zoomed: stays[0]?.zoomed ?? state.zoomed,
    focused,
    panes: panes.map(({ id }) => id),
    hidden: [...away],
    tree: custom,
  };
}

/** The layout as it was left; panes follow when their sessions are known. */
export function withArranged(
  state: ConsoleState,
  arranged: Arranged | undefined,
): ConsoleState {
  if (!arranged) return state;
  const layout = state.layouts.findIndex(({ name }) => name === arranged.layout);
  const chosen = layout >= 0 ? { layout, layoutChosen: true } : {};
  return { ...state, ...chosen, arranged, zoomed: arranged.zoomed };
}

/** Panes in the order in which they were left; new ones come after. */
export function inOrder(
  panes: readonly Pane[],
  { panes: order }: Arranged,
): readonly Pane[] {
  const rank = (pane: Pane) => {
    const at = order.indexOf(pane.id);
    return at < 0 ? order.length : at;
  };
  return panes.toSorted((one, other) => rank(one) - rank(other));
}
