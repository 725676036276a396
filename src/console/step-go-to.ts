/** The dialog in which a person types where to go. */
import { matching, type Goal } from './go-to.js';
import { told, type ConsoleState } from './state.js';
import { select } from './step-move.js';
import { PANES, type Purpose } from './view.js';
import { workstreamTitle } from './workstream-title.js';

export function goTo(state: ConsoleState): ConsoleState {
  const goals = goalsOf(state);
  if (goals.length === 0) return told(state, 'there is nothing to go to yet');
  return { ...state, view: { type: 'text', purpose: { type: 'goTo', goals }, text: '' } };
}

/** To the first that is shown. */
export function goneTo(
  before: ConsoleState,
  { goals }: Extract<Purpose, { readonly type: 'goTo' }>,
  text: string,
): ConsoleState {
  const state = { ...before, view: PANES };
  const [first] = matching(goals, text);
  return first
    ? select(state, first.subject)
    : told(state, `nothing here is called "${text.trim()}"`);
}

/** As they are listed, those of folded groups too. */
function goalsOf({ status }: ConsoleState): readonly Goal[] {
  const { workstreams = [], waves = [] } = status ?? {};
  return [
    ...workstreams.map((one): Goal => ({
      subject: { type: 'workstream', id: one.id },
      title: workstreamTitle(one),
    })),
    ...waves.map(({ id }): Goal => ({ subject: { type: 'wave', id }, title: id })),
  ];
}
