/**
 * Keeps what a real agent showed as a fixture for `npm test` (`test/agents/recorded-screens.ts`):
 * the bytes as its program wrote them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Terminal } from '../helpers/terminal.js';
import { processesOf, type Process } from '../helpers/wtmux.js';

const folder = join(import.meta.dirname, '../fixtures/screens');

/** Ends what an agent leaves behind: Codex keeps a server of its own for its next start. */
export function endingAll(folder: string): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      await expect.poll(() => endAll(folder)).toEqual([]);
    },
  };
}

/** Gives those that were there still. */
async function endAll(folder: string): Promise<readonly Process[]> {
  const processes = await processesOf(folder);
  for (const { pid } of processes) end(pid);
  return processes;
}

/** One may have ended by itself since it was seen. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // That is all that was wanted.
  }
}

/** Only where `WTMUX_RECORD` is set. */
export async function record(name: string, terminal: Terminal): Promise<void> {
  if ((process.env['WTMUX_RECORD'] ?? '') === '') return;
  const file = join(folder, `${name}.ansi`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, terminal.heard);
}
