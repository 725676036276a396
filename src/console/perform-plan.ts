/** Opens a pane in which a person changes a text in their editor before it is agreed to. */
import type { WorkstreamId } from '../domain/ids.js';
import type { MemoryId } from '../domain/memory.js';
import { newGuest } from './guest.js';
import type { LogSurroundings } from './perform-log.js';
import { spawnZoomed } from './perform-shell.js';

/** The plan of a workstream, before it is approved. */
export function editPlan(
  workstream: WorkstreamId,
  around: LogSurroundings,
): Promise<void> {
  return edit(['approve', workstream, '--edit'], around);
}

/** What an agent learned, before it is kept. */
export function editMemory(memory: MemoryId, around: LogSurroundings): Promise<void> {
  return edit(['memory', 'edit', memory], around);
}

/** The pane has all the room, and goes when the text was sent. Never rejects. */
async function edit(
  words: readonly string[],
  { folder, program, ...around }: LogSurroundings,
): Promise<void> {
  const { VISUAL, EDITOR } = around.env;
  const env = {
    ...(VISUAL === undefined ? {} : { VISUAL }),
    ...(EDITOR === undefined ? {} : { EDITOR }),
  };
  const command = [...program, ...words];
  await spawnZoomed({ id: newGuest('edit'), command, folder, env }, around);
}
