/** What each dialog says, as lines. Pure: the frame around them is `Dialog`'s. */
import { plainText } from '../../base/plain-text.js';
import { unreachable } from '../../base/assert.js';
import { barOf, keyOf, type Keymap, type Mode } from '../keymap.js';
import type { Purpose, View } from '../view.js';
import { matching } from '../go-to.js';
import { agentsContent } from './agents-content.js';
import { conflictsContent } from './conflicts-content.js';
import { choiceContent } from './choice-content.js';
import { fold } from '../../base/fold.js';
import type { Content, Line } from './line.js';
import { messageLines } from './messages-content.js';
import { enterWord, textKeys } from './text-keys.js';
import { helpLines } from './help-lines.js';
import { inboxContent } from './inbox-content.js';
import { memoriesContent } from './memories-content.js';
import { mergeContent } from './merge-content.js';
import { workstreamTitle } from '../workstream-title.js';

export function titleOf(view: View): string {
  switch (view.type) {
    case 'panes':
      return '';
    case 'plan':
      return planTitle(view);
    case 'merge':
      return `Merge ${plainText(view.wave)}`;
    case 'conflicts':
      return view.uncommitted ? 'Conflicts, uncommitted work and all' : 'Conflicts';
    case 'choose':
      return `${plainText(view.wave)} is blocked`;
    case 'text':
      return textTitle(view.purpose);
    case 'inbox':
      return 'What waits for you';
    case 'memories':
      return `What ${plainText(view.workstream)} learned`;
    case 'agents':
      return `Who goes on with ${plainText(view.workstream)}?`;
    case 'confirm':
      return 'Are you sure?';
    case 'lost':
      return 'Start again what was lost with the host?';
    case 'messages':
      return 'What was said, the latest first';
    case 'help':
      return 'Keys';
    default:
      return unreachable(view);
  }
}

function planTitle({ asks, workstream }: Extract<View, { type: 'plan' }>): string {
  const id = plainText(workstream);
  if (asks === 'question') return `${id} asks a question`;
  return asks === 'permission' ? `${id} asks leave` : `Plan of ${id}`;
}

/** What a view says in lines of `width`; its keys are those of the keymap. */
export function contentOf(view: View, width: number, keymap: Keymap): Content {
  switch (view.type) {
    case 'panes':
      return { lines: [], keys: '' };
    case 'plan':
      return planContent(view, width, keymap);
    case 'merge':
      return mergeContent(view, width, keymap);
    case 'conflicts':
      return conflictsContent(view, width, keymap);
    case 'choose':
      return choiceContent(view, width, keymap);
    case 'inbox':
      return inboxContent(view, width, keymap);
    case 'memories':
      return memoriesContent(view, width, keymap);
    case 'agents':
      return agentsContent(view, width, keymap);
    case 'text':
      return textContent(view, width, keymap);
    case 'confirm':
      return {
        lines: [{ text: view.question, bold: true }, ...folded(view.consequence, width)],
        keys: `${keyOf(keymap, 'yes')} yes   ${keyOf(keymap, 'close')} no`,
      };
    case 'lost':
      return lostContent(view, width, keymap);
    case 'messages':
      return { lines: messageLines(view, width), keys: keysLine(keymap, 'messages') };
    case 'help':
      return { lines: helpLines(view, keymap), keys: keysLine(keymap, 'help') };
    default:
      return unreachable(view);
  }
}

/** `a approve   r reject   Esc close` */
function keysLine(keymap: Keymap, mode: Mode): string {
  return lineOf(barOf(keymap, mode));
}

function lineOf(keys: ReturnType<typeof barOf>): string {
  return keys.map(({ key, word }) => `${key} ${word}`).join('   ');
}

function planContent(
  view: Extract<View, { type: 'plan' }>,
  width: number,
  keymap: Keymap,
): Content {
  if (view.plan.type === 'loading')
    return {
      lines: [{ text: 'reading …', dim: true }],
      keys: `${keyOf(keymap, 'close')} close`,
    };
  return {
    lines: view.plan.value.lines.flatMap((line) => planLine(line, width)),
    keys: keysLine(keymap, view.asks ?? 'plan'),
  };
}

/** Headings of a plan, which agents write in Markdown, stand out. */
function planLine(line: string, width: number): readonly Line[] {
  const bold = /^#{1,6} /.test(line);
  return fold(line, width).map((text) => ({ text, bold }));
}

function textTitle(purpose: Purpose): string {
  switch (purpose.type) {
    case 'reject':
      return `What should ${plainText(purpose.workstream)} do instead?`;
    case 'answer':
      return `Answer ${plainText(purpose.workstream)}`;
    case 'send':
      return `Tell ${plainText(purpose.workstream)}`;
    case 'handOver':
      return `Hand ${plainText(purpose.workstream)} to ${plainText(purpose.agent)}`;
    case 'goTo':
      return 'Go to';
    case 'override':
      return `Land ${plainText(purpose.wave)} though a gate is not green`;
    case 'overrideOwn':
      return `${plainText(purpose.workstream)} is done though its gate is red`;
    default:
      return unreachable(purpose);
  }
}

const INTROS: Readonly<Record<Purpose['type'], string>> = {
  overrideOwn: 'Why does it count as done all the same? The reason goes on record.',
  reject: 'What should it do differently? The message goes to the agent.',
  answer: 'Numbers, labels or other words; for several questions with ";" between.',
  handOver: 'What should it know besides? Enter alone tells it nothing more.',
  send: 'The line goes to the agent as if typed, with Enter.',
  goTo: 'A part of the name of a workstream or wave; Enter goes to the first.',
  override: 'Why? It is recorded with your name.',
};

/** The end of a long text is what is being written. */
function textContent(
  view: Extract<View, { type: 'text' }>,
  width: number,
  keymap: Keymap,
): Content {
  const lines = fold(`${view.text}█`, width).slice(-2);
  return {
    lines: [
      { text: INTROS[view.purpose.type], dim: true },
      ...lines.map((text) => ({ text })),
      ...goalLines(view),
    ],
    keys: lineOf(textKeys(keymap, enterWord(view))),
  };
}

/** As far as there is room for them. */
function goalLines({ purpose, text }: Extract<View, { type: 'text' }>): readonly Line[] {
  if (purpose.type !== 'goTo') return [];
  const goals = matching(purpose.goals, text);
  return goals.map(({ title }, at) => ({
    text: `${at === 0 ? '›' : ' '} ${plainText(title)}`,
    bold: at === 0,
  }));
}

const LOST_NOTE =
  'Each goes on in its worktree, in its conversation if its agent can resume; ' +
  'what it showed before stands above.';

function lostContent(
  { workstreams, left, scroll }: Extract<View, { type: 'lost' }>,
  width: number,
  keymap: Keymap,
): Content {
  const lines = workstreams.map((lost, at): Line => {
    const mark = left.has(lost.id) ? ' ' : '✓';
    const agent = lost.agent === '' ? '' : ` · ${plainText(lost.agent)}`;
    const text = `[${mark}] ${workstreamTitle(lost)}${agent}`;
    return { text: `${at === scroll ? '›' : ' '} ${text}`, bold: at === scroll };
  });
  return {
    lines: [...lines, { text: '' }, ...folded(LOST_NOTE, width)],
    keys: keysLine(keymap, 'lost'),
  };
}

function folded(text: string, width: number): readonly Line[] {
  return fold(text, width).map((line) => ({ text: line, dim: true }));
}
