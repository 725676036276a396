/**
 * Reads which session is opened in which tab of a terminal:
 * `**Tab 2:** TD2 Config management (START DAY 2)`, with what is done there in a fence below.
 */
import { isPath } from './conflict-rules.js';
import type { Draft } from './draft.js';
import { plain, type Block, type Fence } from './markdown.js';
import { ID } from './names.js';
import type { Wanted } from './workstream-table.js';
import { dayOf } from './words.js';

const TAB = /^(?:tab|terminal|session)\s+\d+$/i;
const SESSION = new RegExp(
  `^[^\\p{L}\\d]*(${ID})\\s+([^()]+?)\\s*(?:\\(([^)]*)\\))?$`,
  'u',
);

/** What each waits for, to be looked up when all are known. */
export function readTabs(draft: Draft, blocks: readonly Block[]): readonly Wanted[] {
  return blocks.flatMap((block, at) => {
    if (block.type !== 'field' || !TAB.test(block.name)) return [];
    const [, id, name = '', about = ''] = SESSION.exec(plain(block.value)) ?? [];
    if (id === undefined) return [];
    const workstream = draft.workstream(id, block.line);
    workstream.name ??= name;
    const day = dayOf(about);
    if (day !== undefined) workstream.day ??= day;
    if (/critical path/i.test(about)) workstream.priority ??= 'critical';
    draft.read(block.line);
    const next = blocks[at + 1];
    return next?.type === 'fence' ? readOpened(draft, id, next) : [];
  });
}

/** `# Paste prompt from docs/TD2.md`, `# Wait for TD1 + TD2 merge before starting`. */
function readOpened(draft: Draft, id: string, fence: Fence): readonly Wanted[] {
  return fence.content.flatMap((text, at): readonly Wanted[] => {
    const line = fence.line + 1 + at;
    const path = /\bprompt from\s+`?([\w./-]+)/i.exec(text)?.[1];
    if (path !== undefined && isPath(path)) {
      draft.workstream(id, line).prompt ??= path;
      draft.read(line);
    }
    const before = /\bwait for\s(.+?)\smerges?\b/i.exec(text)?.[1];
    if (before === undefined) return [];
    draft.read(line);
    return [{ of: id, line, text: before }];
  });
}
