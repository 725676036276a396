/**
 * Reads calls of a Task tool in a document: each is a piece of work given to an agent of
 * its own, all at once. A call has a description and a prompt.
 */
import { slug } from '../slug.js';
import { Draft } from './draft.js';
import type { Imported } from './foreign.js';
import { waveIdFor } from './free-id.js';
import { blocksOf, plain } from './markdown.js';
import { ID } from './names.js';
import { estimateOf } from './words.js';

const CALL = /<invoke name="Task">([\s\S]*?)<\/invoke>/g;
const PARAMETER = /<parameter name="(\w+)">([\s\S]*?)<\/parameter>/g;

/** Undefined where the document holds no such call. */
export function readTaskCalls(text: string, base: string): Imported | undefined {
  const draft = new Draft();
  for (const call of text.matchAll(CALL)) readCall(draft, text, call);
  if (draft.workstreams.size === 0) return undefined;
  for (const block of blocksOf(text)) {
    if (block.type === 'heading' && block.level === 1) draft.name ??= plain(block.text);
    if (block.type === 'table')
      for (const { line, cells } of block.rows) readTimes(draft, line, cells);
  }
  const members = [...draft.workstreams.keys()];
  const id = waveIdFor('tasks', draft.workstreams.values());
  draft.wave(id, 1).members.push(...members);
  draft.assume(1, `all tasks are merged onto integration/${id}`);
  return draft.finish(text, base);
}

function readCall(draft: Draft, text: string, call: RegExpExecArray): void {
  const [whole, body = ''] = call;
  const line = lineAt(text, call.index);
  const values = new Map(
    [...body.matchAll(PARAMETER)].map(([, name, value]) => [name, value]),
  );
  const description = (values.get('description') ?? '').trim();
  const [id = slug(description)] = new RegExp(ID).exec(description) ?? [];
  if (id === '') return draft.doubt(line, 'a task without a description');
  if (draft.workstreams.has(id)) return draft.doubt(line, `a second task "${id}"`);
  const workstream = draft.workstream(id, line);
  workstream.name = description.replace(id, '').trim() || id;
  const prompt = values.get('prompt')?.replaceAll(/\n\s+/g, '\n').trim();
  if (prompt) workstream.prompt = prompt;
  const role = values.get('subagent_type')?.trim();
  if (role) workstream.role = role;
  draft.read(line, line + whole.split('\n').length - 1);
}

/** A row that names a task and how long one agent takes for it. */
function readTimes(draft: Draft, line: number, cells: readonly string[]): void {
  const [name = '', time = ''] = cells;
  const [workstream, ...others] = [...draft.workstreams.values()].filter(({ id }) =>
    name.includes(id),
  );
  const estimate = estimateOf(time);
  if (!workstream || others.length > 0 || estimate === undefined) return;
  workstream.estimate ??= estimate;
  draft.read(line);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
