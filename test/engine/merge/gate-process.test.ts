import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { aFolder } from '../../helpers/folder.js';

it('ends a gate with the process that runs it', async () => {
  await using folder = await aFolder();
  const outfile = join(folder.path, 'run.mjs');
  await build({
    stdin: {
      contents: leavesWhileAGateRuns(folder.path),
      resolveDir: import.meta.dirname,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    logLevel: 'silent',
  });
  const left = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
  expect(left).toMatchObject({ status: 0, stderr: '' });
  const pid = Number(await readFile(join(folder.path, 'pid'), 'utf8'));
  await expect.poll(() => isAlive(pid)).toBe(false);
});

function leavesWhileAGateRuns(folder: string): string {
  const run = {
    command: 'echo $$ > pid.new; mv pid.new pid; exec sleep 30',
    folder,
    log: join(folder, 'log'),
    timeoutMs: 30_000,
  };
  return `
    import { existsSync } from 'node:fs';
    import { runGate } from '../../../src/engine/merge/gate-process.js';
    const started = () => Promise.resolve();
    void runGate({ ...${JSON.stringify(run)}, env: process.env, started });
    const pid = ${JSON.stringify(join(folder, 'pid'))};
    setInterval(() => existsSync(pid) && process.exit(0), 10);
  `;
}

/** A zombie that nobody has reaped yet counts as dead. */
function isAlive(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' });
  return /^[^Z\s]/.test(state.stdout.trim());
}
