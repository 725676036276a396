/**
 * Reads what agents say of their work in `.claude/context/*.json` of their worktrees, and
 * tells what does not fit together as soon as it is known.
 */
import { join } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { namesIn, readInside } from '../config/text-file.js';
import type { WorkContext } from '../domain/work-context.js';
import { isProblem } from '../domain/work-context.js';
import { MAX_CONTEXT_CHARACTERS, readContextFile } from '../formats/context-file.js';
import { mergedContext } from '../workflow/contexts/merge.js';
import type { Made } from '../workflow/event.js';
import { workOf } from '../workflow/plan-state.js';
import { ownerOf } from '../workflow/signal.js';
import type { EngineContext } from './context.js';
import type { Voice } from './voice.js';

export const CONTEXTS = '.claude/context';

export async function readContextsOf(
  context: EngineContext,
  made: Made,
  voice: Voice,
): Promise<void> {
  const { plan } = context;
  const { workstream } = made;
  let own: WorkContext | undefined;
  for (const name of await namesIn(join(made.path, CONTEXTS), '.json')) {
    const read = await readOne(made, name, voice);
    const owner = read && ownerOf(read, plan.state.plan.workstreams);
    if (!read || owner !== workstream) continue;
    if (!own || read.writtenAt >= own.writtenAt) own = read;
  }
  const known = workOf(plan.state, workstream)?.context;
  // A journal keeps no `undefined`, so texts are compared.
  if (!own || JSON.stringify(known) === JSON.stringify(own)) return;
  const before = new Set(problemsIn(context));
  await plan.record({ type: 'contextTold', workstream, context: own });
  for (const problem of problemsIn(context))
    if (!before.has(problem)) context.feed.notify('warning', problem);
}

async function readOne(
  { workstream, path }: Made,
  name: string,
  voice: Voice,
): Promise<WorkContext | undefined> {
  const file = join(CONTEXTS, name);
  const read = await readInside(path, file, MAX_CONTEXT_CHARACTERS);
  if (!read) return undefined;
  const where = `${workstream}: ${plainText(join(path, file))}`;
  if (!read.whole) {
    voice.tell(`${where} is larger than ${MAX_CONTEXT_CHARACTERS} bytes; not read`);
    return undefined;
  }
  const found = readContextFile(read.text, { name: file, writtenAt: read.writtenAt });
  if (found.ok) return found.value;
  if (found.failure.partial) voice.cutOff(where);
  else voice.tell(`${where}: ${found.failure.why}`);
  return undefined;
}

function problemsIn({ plan }: EngineContext): readonly string[] {
  return mergedContext(plan.state)
    .concerns.filter(isProblem)
    .map(({ subject, between, text }) => `${between.join(', ')}: ${subject}: ${text}`);
}
