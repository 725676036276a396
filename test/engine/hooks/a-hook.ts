/** The receiver as an agent starts it, and what it lays down. */
import { spawn } from 'node:child_process';
import { rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { receiverIn } from '../../../src/cli/processes.js';

const [sh = '', script = ''] = receiverIn(join(import.meta.dirname, '../../../dist'));

type Call = {
  readonly text: string;
  /** Done before by the process that becomes the hook. */
  readonly first?: string;
  readonly env: Readonly<Record<string, string>>;
};

/** For an event that may be answered. */
export function aHook({ text, first = '', env }: Call) {
  const words = [sh, script, 'node', 'hook.cjs', '"event":"Ask"'];
  const child = spawn('/bin/sh', ['-c', `${first}exec "$@"`, 'sh', ...words], {
    env,
    stdio: 'pipe',
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => output.push(part));
  child.stdin.on('error', () => {});
  child.stdin.end(text);
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) =>
      resolve({ code, output: Buffer.concat(output).toString('utf8') }),
    ),
  );
  return { pid: child.pid, ended, kill: () => child.kill() };
}

type Laid = { readonly startedMs: number; readonly text: string };

let processes = 1;

/** As `hook.sh` does it. */
export async function layDown(folder: string, { startedMs, text }: Laid): Promise<void> {
  const file = join(folder, String(processes++));
  await writeFile(`${file}.at`, '');
  await utimes(`${file}.at`, startedMs / 1000, startedMs / 1000);
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, `${file}.event`);
}
