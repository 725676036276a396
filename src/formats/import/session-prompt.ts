/** The prompt of a session, in a fence under the name of its workstream. */
import type { WorkstreamText } from '../plan-schema.js';
import { isPath } from './conflict-rules.js';
import { add, type Draft } from './draft.js';
import { plain, type Block, type Fence } from './markdown.js';
import { ID, type Names } from './names.js';

/** Takes it whole; `REQUIRES X merged` and `WAIT for X merge` in it are dependencies. */
export function readPrompt(
  { draft, names }: { readonly draft: Draft; readonly names: Names },
  workstream: WorkstreamText,
  { line, last, content }: Fence,
): void {
  if (workstream.prompt !== undefined)
    return draft.doubt(line, `a second prompt of ${workstream.id}`);
  workstream.prompt = content.join('\n').trim();
  draft.read(line, last);
  for (const [at, text] of content.entries()) {
    readPaths(draft, workstream, { line: line + 1 + at, text });
    if (!/^[\s*-]*(?:REQUIRES|WAIT\s+for|DEPENDS\s+on)\b/i.test(text)) continue;
    for (const id of names.idsIn(text)) {
      const soft = /\bsoft\b/i.test(text);
      if (draft.depend(workstream, { id, soft }))
        draft.assume(
          line + 1 + at,
          `${workstream.id} waits for ${id}, as its prompt says`,
        );
    }
  }
}

const PATHS =
  /^[\s*-]*(owns|your files|files owned|do not touch|off[ -]limits)\**\s*:\**\s*(.+)$/i;

/** `OWNS: src/config.py`, `DO NOT TOUCH: src/api/**`: the prompt says so, and the plan. */
function readPaths(
  draft: Draft,
  workstream: WorkstreamText,
  { line, text }: { readonly line: number; readonly text: string },
): void {
  const [, label = '', list = ''] = PATHS.exec(text.trimEnd()) ?? [];
  const paths = list
    .replaceAll('`', '')
    .split(/[\s,;]+/)
    .filter(isPath);
  const kind = /not|limits/i.test(label) ? 'avoids' : 'owns';
  for (const path of paths) add((workstream[kind] ??= []), path);
  if (paths.length > 0)
    draft.assume(
      line,
      `${workstream.id} ${kind} ${paths.join(', ')}, as its prompt says`,
    );
}

/** `### 🔴 TD2: Config Management` introduces a workstream that no table lists. */
export function promptHeadings(draft: Draft, blocks: readonly Block[]): void {
  const heading = new RegExp(`^[^\\p{L}\\d]*(${ID})\\s*[:—–-]\\s*(.+)$`, 'u');
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    const [, id, name = ''] = heading.exec(plain(block.text)) ?? [];
    if (id === undefined) continue;
    const workstream = draft.workstream(id, block.line);
    workstream.name ??= name.trim();
  }
}
