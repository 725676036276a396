/** One merge at a time in a repository, whichever process does it. */
import { join } from 'node:path';
import type { WaveId } from '../../domain/ids.js';
import type { MergeReport } from '../../domain/merge.js';
import { takeLock } from '../../config/lock.js';
import { blockedReport } from './report.js';
import type { MergeContext } from './request.js';

/** The report says `blocked`, by whom, when another process merges. */
export async function withLock<Value>(
  context: MergeContext,
  request: { readonly wave: WaveId; readonly target: string },
  job: () => Promise<Value>,
): Promise<Value | MergeReport> {
  const lock = await takeLock(lockFile(context));
  if (!lock.ok) {
    const { pid, host } = lock.failure;
    return blockedReport(request, `process ${pid} on ${host} merges a wave; wait for it`);
  }
  try {
    return await job();
  } finally {
    await lock.value.release();
  }
}

export function lockFile(context: MergeContext): string {
  return join(context.paths.repository, 'lock');
}
