/**
 * The plan that each agent wrote last, for whoever takes its work over: an agent keeps it
 * where only itself looks.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStart } from '../config/text-file.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Timestamp } from '../domain/time.js';
import type { EngineContext } from './context.js';
import { nameFor } from './merge/wave-refs.js';

const MAX_BYTES = 256 * 1024;

type Kept = Pick<EngineContext, 'paths'>;

export async function keepPlan(
  context: Kept,
  id: WorkstreamId,
  text: string,
): Promise<void> {
  const file = fileOf(context, id);
  await mkdir(folderOf(context), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.tmp`, text, { mode: 0o600 });
  await rename(`${file}.tmp`, file);
}

/** Undefined when it wrote none; what is older than `since` is of another plan's. */
export async function keptPlan(
  context: Kept,
  id: WorkstreamId,
  since: Timestamp,
): Promise<string | undefined> {
  const kept = await readStart(fileOf(context, id), MAX_BYTES);
  return kept && kept.writtenAt >= since ? kept.text : undefined;
}

function fileOf(context: Kept, id: WorkstreamId): string {
  return join(folderOf(context), `${nameFor(id)}.md`);
}

function folderOf({ paths }: Kept): string {
  return join(paths.state, 'plans');
}
