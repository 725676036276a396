/**
 * Reads a table of agents and what each is responsible for. Whose work that is, is seen
 * from the words that it shares with the name of a workstream.
 */
import type { WorkstreamText } from '../plan-schema.js';
import type { Draft } from './draft.js';
import { plain, type Block } from './markdown.js';

type Agent = {
  readonly line: number;
  readonly name: string;
  readonly words: ReadonlySet<string>;
};

/** Gives a role to workstreams that have none; of two that fit as well neither is taken. */
export function giveRoles(draft: Draft, blocks: readonly Block[]): void {
  const agents = blocks.flatMap(agentsIn);
  for (const workstream of draft.workstreams.values()) {
    const agent = workstream.role === undefined ? bestOf(agents, workstream) : undefined;
    if (!agent) continue;
    workstream.role = agent.name;
    draft.read(agent.line);
    draft.assume(agent.line, `${workstream.id} is the work of ${agent.name}`);
  }
}

function agentsIn(block: Block): readonly Agent[] {
  if (block.type !== 'table') return [];
  const titles = block.header.map(plain);
  const agent = titles.findIndex((title) => /^(?:sub-?)?agents?(?: type)?$/i.test(title));
  const part = titles.findIndex((title) =>
    /^(?:responsibilit(?:y|ies)|scope|domain|purpose|expertise)$/i.test(title),
  );
  if (agent < 0 || part < 0) return [];
  return block.rows.flatMap(({ line, cells }): readonly Agent[] => {
    const name = plain(cells[agent] ?? '');
    const words = new Set([...wordsOf(name), ...wordsOf(plain(cells[part] ?? ''))]);
    return name === '' ? [] : [{ line, name, words }];
  });
}

function bestOf(
  agents: readonly Agent[],
  { id, name = id }: WorkstreamText,
): Agent | undefined {
  const words = wordsOf(name);
  const shared = agents.map((agent) => ({
    agent,
    count: words.filter((word) => agent.words.has(word)).length,
  }));
  const [first, second] = shared.toSorted((a, b) => b.count - a.count);
  if (!first || first.count === 0 || first.count === second?.count) return undefined;
  return first.agent;
}

/** `RatingSlipService` has three; the plural of a word is the word. */
function wordsOf(text: string): readonly string[] {
  const words = text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/[\p{L}\p{N}]{2,}/gu);
  return [...new Set((words ?? []).map((word) => word.replace(/(?<=..)s$/, '')))];
}
