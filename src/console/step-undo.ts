/** The dialogs in which a person undoes the landing of a wave, or lands it again. */
import { plainText } from '../base/plain-text.js';
import type { WaveId } from '../domain/ids.js';
import { told, type ConsoleState } from './state.js';
import type { View } from './view.js';

/** A checkout of the target moves along: it is said, and a yes agrees to it. */
const ALONG = 'A clean checkout of it moves along.';

export function undoing(state: ConsoleState): ConsoleState {
  const wave = state.status?.waves.find(({ id }) => id === state.selected?.id);
  if (!wave) return told(state, 'select a wave in the sidebar to undo its landing');
  const { id, target } = wave;
  if (wave.state === 'rolled_back')
    return asking(state, {
      question: `Land ${id} again?`,
      consequence: `${target} gets back exactly what was rolled back. ${ALONG}`,
      request: { type: 'redo', wave: id, fastForward: true },
      done: `${id} has landed again`,
    });
  return asking(state, {
    question: `Roll ${id} back?`,
    consequence: `${target} returns to where it was before the wave landed.`,
    request: { type: 'rollback', wave: id, revert: false, fastForward: false },
    done: `${id} is rolled back`,
  });
}

/** The target has moved on, was pushed or is checked out: a new commit can still undo it. */
export function cannotGoBack(
  state: ConsoleState,
  { wave: id, text }: { readonly wave: WaveId; readonly text: string },
): ConsoleState {
  const wave = state.status?.waves.find((one) => one.id === id);
  const isBusy = state.view.type !== 'panes';
  if (isBusy || wave?.state !== 'landed') return told(state, plainText(text));
  return asking(state, {
    question: `Take ${id} out of ${wave.target} with a new commit instead?`,
    consequence: `${text}. ${ALONG}`,
    request: { type: 'rollback', wave: id, revert: true, fastForward: true },
    done: `${id} is taken out`,
  });
}

type Confirm = Extract<View, { readonly type: 'confirm' }>;
type Asked = Extract<Confirm['yes'], { readonly type: 'ask' }>;

function asking(
  state: ConsoleState,
  {
    request,
    done,
    ...words
  }: Pick<Confirm, 'question' | 'consequence'> & Pick<Asked, 'request' | 'done'>,
): ConsoleState {
  const question = plainText(words.question);
  const consequence = plainText(words.consequence);
  const yes = { type: 'ask', request, done } as const;
  return { ...state, view: { type: 'confirm', question, consequence, yes } };
}
