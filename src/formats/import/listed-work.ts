/**
 * Reads lists of workstreams: `1. **AP1: Model** (Owner: anna, 2 days, depends on AP2)`,
 * with the paths of each and when it has succeeded in the lists below it.
 */
import type { WorkstreamText } from '../plan-schema.js';
import { isPath } from './conflict-rules.js';
import { add, type Draft } from './draft.js';
import { codeIn, plain, unmarked, type Block } from './markdown.js';
import { ID } from './names.js';
import { takeFact } from './work-facts.js';
import { factOf, labelled, partOf } from './work-labels.js';
import { estimateOf } from './words.js';
import type { Wanted } from './workstream-table.js';

type Item = Extract<Block, { type: 'item' }>;

const LISTED = new RegExp(`^(${ID})\\s*[:—–-]\\s*([^()]+?)\\s*\\(([^()]*)\\)$`, 'u');
const TIME = /^~?\d[\d.]*(?:\s*[-–]\s*[\d.]+)?\s*[a-z]+$/i;
const WAITS = /^(?:depends on|after|needs|requires|waits for|blocked by)\s+(.+)$/i;
const SOFT = /^soft\s*:?\s+(.+)$/i;

/** What each waits for, to be looked up when all are known. */
export function readListed(draft: Draft, blocks: readonly Block[]): readonly Wanted[] {
  const wanted: Wanted[] = [];
  let open: { readonly workstream: WorkstreamText; readonly indent: number } | undefined;
  for (const block of blocks) {
    if (block.type !== 'item') {
      open = undefined;
      continue;
    }
    if (open && block.indent > open.indent) readPart(draft, open.workstream, block);
    else {
      const workstream = readHead(draft, block, wanted);
      open = workstream && { workstream, indent: block.indent };
    }
  }
  return wanted;
}

/** Undefined for an item whose brackets hold nothing that is known. */
function readHead(draft: Draft, { line, text }: Item, wanted: Wanted[]) {
  const [, id, name = '', facts = ''] = LISTED.exec(plain(text)) ?? [];
  const said = facts.split(/[,;]/).map((fact) => fact.trim());
  if (id === undefined || !said.some(isFact)) return undefined;
  const workstream = draft.workstream(id, line);
  workstream.name ??= name;
  draft.read(line);
  for (const fact of said) {
    const { name: label = '', value = '' } = labelled(fact) ?? {};
    const kind = factOf(label);
    const before = WAITS.exec(fact)?.[1] ?? (kind === 'after' ? value : undefined);
    const softly = SOFT.exec(fact)?.[1];
    const words = before ?? (softly === undefined ? undefined : `${softly} (soft)`);
    if (words !== undefined) wanted.push({ of: id, line, text: words });
    else if (kind !== undefined && kind !== 'after')
      takeFact(draft, workstream, { line, fact: kind, text: value });
    else if (TIME.test(fact))
      takeFact(draft, workstream, { line, fact: 'estimate', text: fact });
    else draft.doubt(line, `"${fact}" of ${id}`);
  }
  return workstream;
}

function isFact(fact: string): boolean {
  const said = labelled(fact);
  if (said) return factOf(said.name) !== undefined;
  return WAITS.test(fact) || (TIME.test(fact) && estimateOf(fact) !== undefined);
}

function readPart(draft: Draft, workstream: WorkstreamText, { line, text }: Item): void {
  const { name = text, value = text } = labelled(text) ?? {};
  const part = partOf(name);
  const paths = codeIn(text).filter(isPath);
  if (part === 'success') add((workstream.success ??= []), unmarked(value));
  else if ((part === 'owns' || part === 'avoids') && paths.length > 0)
    for (const path of paths) add((workstream[part] ??= []), path);
  else return;
  draft.read(line);
}
