/**
 * What a document says of the workstreams that it has no prompt for, so that their agents
 * are told more than nothing: lists under a line that names one, then other lines that do.
 */
import type { PlanText } from '../plan-schema.js';
import type { Imported, Remark } from './foreign.js';
import { isBoxes } from './heads.js';
import { columnsOf, isOfWork } from './table-columns.js';
import { factOf, labelled } from './work-labels.js';
import { bare, blocksOf, plain, type Block, type Table } from './markdown.js';

/** Further mentions tell of the schedule more than of the work. */
const MAX_LINES = 16;

const MAX_CHARACTERS = 300;

type Said = { readonly lists: string[]; readonly mentions: string[] };

/** `name` is the document's, as its agents are to know it. */
export function withPrompts(imported: Imported, text: string, name: string): Imported {
  const ids = imported.plan.workstreams.map(({ id }) => id);
  const isSilent = imported.plan.workstreams.some(({ prompt }) => prompt === undefined);
  const said = isSilent ? saidOf(blocksOf(text), ids) : new Map<string, Said>();
  const assumed: Remark[] = [];
  const workstreams = imported.plan.workstreams.map((workstream) => {
    const { id } = workstream;
    const lines = linesFor(said.get(id));
    if (workstream.prompt !== undefined) return workstream;
    const line = imported.lines.get(id) ?? 1;
    assumed.push({
      line,
      text: `${id} has no prompt; it is told what stands here of it`,
    });
    return { ...workstream, prompt: promptOf(workstream, lines, name) };
  });
  const plan: PlanText = { ...imported.plan, workstreams };
  return { ...imported, plan, assumed: [...imported.assumed, ...assumed] };
}

function promptOf(
  { id, name = id }: PlanText['workstreams'][number],
  lines: readonly string[],
  document: string,
): string {
  const news = lines.filter((line) => line !== `- ${id}: ${name}`);
  const said = news.length === 0 ? [] : ['', `${document} says of ${id}:`, ...news];
  return [`${name}.`, ...said].join('\n');
}

function linesFor({ lists, mentions }: Said = { lists: [], mentions: [] }): string[] {
  return [...new Set([...lists, ...mentions])].slice(0, MAX_LINES);
}

function saidOf(
  blocks: readonly Block[],
  ids: readonly string[],
): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>(ids.map((id) => [id, { lists: [], mentions: [] }]));
  const known = new Set(ids);
  const named = (text: string) => wordsOf(text).filter((word) => known.has(word));
  let listed: readonly string[] = [];
  for (const block of blocks) {
    const about = block.type === 'item' ? listed : [];
    listed = block.type === 'item' ? listed : titled(block, named);
    if (block.type === 'table') {
      for (const { id, text } of rowsOf(block, named)) said.get(id)?.mentions.push(text);
      continue;
    }
    for (const text of linesOf(block)) {
      for (const id of about) said.get(id)?.lists.push(`- ${text}`);
      for (const id of named(text))
        if (!about.includes(id)) said.get(id)?.mentions.push(`- ${text}`);
    }
  }
  return said;
}

/**
 * A row is about whom its first cell names: others are those that it waits for. Of a table
 * that lists workstreams, what is no part of a plan is left to say.
 */
function rowsOf(
  table: Table,
  named: (text: string) => readonly string[],
): readonly { readonly id: string; readonly text: string }[] {
  const columns = columnsOf(table);
  const lists = isOfWork(columns);
  return table.rows.flatMap(({ cells }) => {
    const said = cells.flatMap((cell, at): readonly string[] => {
      if (cell === '' || (lists && columns[at] !== undefined)) return [];
      return [lists ? `${table.header[at] ?? ''}: ${cell}` : cell];
    });
    const text = `- ${plain(said.join(', ')).slice(0, MAX_CHARACTERS)}`;
    if (said.length === 0) return [];
    return named(plain(cells[0] ?? '')).map((id) => ({ id, text }));
  });
}

/** Of whom the list is that follows: a title that names one and no more. */
function titled(
  block: Block,
  named: (text: string) => readonly string[],
): readonly string[] {
  const isTitle =
    block.type === 'heading' || (block.type === 'field' && block.value === '');
  if (!isTitle) return [];
  const found = named(block.type === 'heading' ? block.text : block.name);
  return found.length === 1 ? found : [];
}

function linesOf(block: Block): readonly string[] {
  const readable = block.type === 'fence' ? bare : plain;
  return rawLines(block)
    .filter((text) => !isFact(text))
    .map((text) => readable(text).trim().slice(0, MAX_CHARACTERS))
    .filter((text) => text !== '');
}

/** `Branch: x` and the like is in the plan already. */
function isFact(text: string): boolean {
  const said = labelled(text);
  return said !== undefined && factOf(said.name) !== undefined;
}

/** Commands of the document are not the agents' to run, so what is code is left out. */
function rawLines(block: Block): readonly string[] {
  switch (block.type) {
    case 'fence':
      return block.language === '' ? block.content.filter((one) => !isBoxes(one)) : [];
    case 'table':
      return [];
    case 'field':
      return [block.value === '' ? block.name : `${block.name}: ${block.value}`];
    case 'heading':
    case 'item':
    case 'text':
      return [block.text];
  }
  return [];
}

/** What may be an id, each once; of `src/TD1.ts` nothing is. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}_.-]+/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/^[.-]+|[.-]+$/g, '')))];
}
