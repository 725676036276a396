/** Opens a pane in which the gates of a wave or a workstream are watched. */
import { randomUUID } from 'node:crypto';
import { sessionId, type WaveId, type WorkstreamId } from '../domain/ids.js';
import { spawnPane, type ShellSurroundings } from './perform-shell.js';

export type LogSurroundings = ShellSurroundings & {
  /** The command that is this program. */
  readonly program: readonly string[];
  /** Where that is started: any folder of the repository. */
  readonly folder: string;
};

/** It stays when the gates have ended, to be read. Never rejects. */
export async function openLog(
  of: WaveId | WorkstreamId,
  around: LogSurroundings,
): Promise<void> {
  const command = [...around.program, 'log', of, '--follow'];
  const id = sessionId(`log-${of}-${randomUUID().slice(0, 4)}`);
  await spawnPane({ id, command, folder: around.folder }, around);
}
