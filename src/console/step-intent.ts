/** What a command makes of a console while no dialog is open. */
import { unreachable } from '../base/assert.js';
import type { Step } from './event.js';
import type { Intent } from './intent.js';
import { messages } from './messages.js';
import { enterPast, inFocusedPast } from './pasts.js';
import { focusedPane, told, type ConsoleState } from './state.js';
import { approve } from './step-asked.js';
import { answerCopy } from './step-call.js';
import { conflicts } from './step-conflicts.js';
import { openPast } from './step-guest.js';
import { goTo } from './step-go-to.js';
import { handOver } from './step-hand-over.js';
import { inbox } from './step-inbox.js';
import { into, moved } from './step-move.js';
import {
  asking,
  copyPlace,
  merge,
  pause,
  prioritise,
  restart,
  showDiff,
  shell,
  stop,
  watchGates,
} from './step-plan.js';

export function stepIntent(now: ConsoleState, intent: Intent): Step<ConsoleState> {
  const before = now.answering === undefined ? now : { ...now, answering: undefined };
  if (intent.type === 'prefix') return [{ ...before, prefixed: true }, []];
  const state = before.prefixed ? { ...before, prefixed: false } : before;
  if (before.prefixed && intent.type === 'cancel') return [state, []];
  switch (intent.type) {
    case 'sendPrefix':
    case 'detach':
      return [state, [{ type: intent.type }]];
    case 'enterPast':
      return enterPast(state);
    case 'openPast':
      return openPast(state, intent.program);
    case 'past':
      return inFocusedPast(state, intent.event);
    case 'approve':
      return approve(state);
    case 'merge':
      return merge(state);
    case 'conflicts':
      return conflicts(state);
    case 'shell':
      return shell(state);
    case 'goTo':
      return [goTo(state), []];
    case 'copyPlace':
      return copyPlace(state, intent.what);
    case 'showDiff':
      return showDiff(state);
    case 'watchGates':
      return watchGates(state);
    case 'handOver':
      return handOver(state);
    case 'restart':
      return restart(state);
    case 'pause':
      return pause(state);
    case 'inbox':
      return inbox(state);
    case 'prioritise':
      return prioritise(state);
    case 'answerCopy':
      return answerCopy(state);
    case 'open':
      return open(state);
    case 'edit':
    case 'allowAlways':
    case 'override':
    case 'confirm':
    case 'choose':
    case 'scroll':
    case 'turnDialog':
    case 'toggle':
    case 'erase':
      return [state, []];
    case 'messages':
      return [messages(state), []];
    case 'help':
      return [{ ...state, view: { type: 'help', place: state.keyboard, scroll: 0 } }, []];
    case 'stop':
      return stop(state);
    case 'reject':
    case 'send':
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
    case 'turnPage':
    case 'hide':
    case 'showAll':
      return [moved(state, intent), []];
    default:
      return unreachable(intent);
  }
}

/** Shows all of a group, or no more than must be seen. */
function folded(state: ConsoleState, group: string): ConsoleState {
  const unfolded = new Set(state.unfolded);
  if (!unfolded.delete(group)) unfolded.add(group);
  return { ...state, unfolded };
}

function open(state: ConsoleState): Step<ConsoleState> {
  if (state.selected?.type === 'wave') return merge(state);
  if (state.selected?.type === 'group') return [folded(state, state.selected.id), []];
  const pane = state.panes.find(({ workstream }) => workstream === state.selected?.id);
  if (pane || state.selected === undefined)
    return [into(state, pane ?? focusedPane(state)), []];
  return [told(state, `${state.selected.id} has no session yet`), []];
}
