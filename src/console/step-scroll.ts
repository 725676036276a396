/** Going through a dialog: through its text by lines and pages, or from one item to the next. */
import { unreachable } from '../base/assert.js';
import { contentOf } from './dialogs/dialog-content.js';
import { DIALOG_FRAME, geometryOf } from './geometry.js';
import type { ConsoleState } from './state.js';
import type { View } from './view.js';

type Scrolled = Extract<View, { readonly scroll: number }>;

/** Never beyond the end, so that every key that goes back is seen to. */
export function scrolled(state: ConsoleState, lines: number): View {
  const { view } = state;
  if (!('scroll' in view)) return view;
  const last = lastOf(state, view);
  const from = Math.min(view.scroll, last);
  return { ...view, scroll: Math.max(0, Math.min(from + lines, last)) };
}

/** What is read already stays in view with one line. */
export function page(state: ConsoleState): number {
  return Math.max(1, insideOf(state).rows - 1);
}

function lastOf(state: ConsoleState, view: Scrolled): number {
  switch (view.type) {
    case 'inbox':
      return view.items.length - 1;
    case 'memories':
      return view.memories.type === 'loaded' ? view.memories.value.length - 1 : 0;
    case 'agents':
      return view.agents.type === 'loaded' ? view.agents.value.length - 1 : 0;
    case 'lost':
      return view.workstreams.length - 1;
    case 'plan':
    case 'merge':
    case 'conflicts':
    case 'choose':
    case 'messages':
    case 'help':
      return lastLine(state, view);
    default:
      return unreachable(view);
  }
}

/** The line that is on top when the last one is in view. */
function lastLine(state: ConsoleState, view: View): number {
  const { columns, rows } = insideOf(state);
  return Math.max(0, contentOf(view, columns, state.keymap).lines.length - rows);
}

/** The room for a dialog's text. */
function insideOf(state: ConsoleState) {
  const { width = 0, height = 0 } = geometryOf(state).dialog ?? {};
  return { columns: width - DIALOG_FRAME.columns, rows: height - DIALOG_FRAME.rows };
}
