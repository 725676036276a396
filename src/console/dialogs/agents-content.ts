/** What the dialog of a hand-over says: the agents that are there, and what becomes of the work. */
import { plainText } from '../../base/plain-text.js';
import { barOf, keyOf, type Keymap } from '../keymap.js';
import type { AgentsView } from '../step-hand-over.js';
import { fold } from '../../base/fold.js';
import type { Content } from './line.js';

const NOTE =
  'Who has it is ended. Who takes it goes on in the same worktree, and is told the task, the ' +
  'plan and progress of who had it, commits and changes.';

export function agentsContent(
  { agents, has, scroll }: AgentsView,
  width: number,
  keymap: Keymap,
): Content {
  if (agents.type === 'loading')
    return {
      lines: [{ text: 'reading …', dim: true }],
      keys: `${keyOf(keymap, 'close')} close`,
    };
  const longest = Math.max(0, ...agents.value.map(({ name }) => name.length));
  const listed = agents.value.map(({ name, title }, at) => {
    const known = name === has ? `${title}, has it` : title;
    const text = plainText(`${name.padEnd(longest)}  ${known}`);
    return { text: `${at === scroll ? '›' : ' '} ${text}`, bold: at === scroll };
  });
  const note = fold(NOTE, width).map((text) => ({ text, dim: true }));
  return {
    lines: [...listed, { text: '' }, ...note],
    keys: barOf(keymap, 'agents')
      .map(({ key, word }) => `${key} ${word}`)
      .join('   '),
  };
}
