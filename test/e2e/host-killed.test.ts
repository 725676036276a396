/** The host is killed, and the sessions that were lost with it are started again. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Status, WorkstreamStatus } from '../../src/domain/status.js';
import { wtmux, type Wtmux } from '../helpers/wtmux.js';

/** Says how it was started, draws a past of 200 lines, and is seen to be at work. */
const AGENT = `printf '\\033]0;at work\\007'
for i in $(seq 1 200); do echo "past line $i"; done
echo "started with: $*"
exec cat`;

it('offers to start lost sessions again, with their past and their own way to resume', async () => {
  await using app = await wtmux();
  await anAgent(app, 'talker', AGENT);
  await app.run('new', 'talk', '--agent', 'talker', '--prompt', 'say hello', '--detach');
  await app.run('new', 'other', '--detach', '--', 'sh', '-c', 'echo "pid $$"; exec cat');
  const capture = async () => (await app.run('capture', 'talk', '--scrollback')).stdout;
  await expect.poll(capture).toContain('started with');
  const [, conversation] = /--begin (\S+) say hello/.exec(await capture()) ?? [];
  expect(conversation).toMatch(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  // One that was not seen to do anything holds no conversation to go on with.
  await app.until(({ workstreams }) => workstreams.some(isSeen), 'talk is seen at rest');

  await app.kill('host');
  const opened = app.open([], { columns: 120, rows: 30 });
  await opened.shows(/Start again what was lost[\s\S]*✓[\s\S]*✓/);
  // Which of the two stands first is the sidebar's order of attention.
  opened.type(opened.screen().includes('› [✓] talk') ? '{down} {enter}' : ' {enter}');
  await opened.shows(`started with: --again ${conversation}`);

  const again = await capture();
  expect(again.split('say hello')).toHaveLength(2);
  expect(again).toMatch(/past line 1\n[\s\S]*── recorded until .*\n[\s\S]*--again/);
  expect((await app.run('restart', '--all')).stderr).toBe('other: starting\n');
  await opened.shows('pid');
});

const PLAN = `
version: 1
maxSessions: 1
agents: { worker: { command: cat } }
workstreams:
  - { id: A, agent: worker, approval: none }
  - { id: B, agent: worker, approval: none }
`;

it('starts nothing new in the place of what was lost, and says so', async () => {
  await using app = await wtmux({ files: { 'wtmux.yaml': PLAN } });
  const up = () => app.run('up', '--yes', '--detach');
  await up();
  await app.until((status) => state(status) === 'A working, B ready', 'A works');
  await app.kill('host');
  await app.until(({ workstreams }) => workstreams.some(({ lost }) => lost), 'A is lost');
  expect((await up()).stderr).toBe(
    'lost with their host: A; `wtmux restart --all` starts them again\n',
  );
  const status = await app.status();
  expect(state(status)).toBe('A failed, B ready');
  expect(status.workstreams[1]?.waitsFor).toBe(
    'a free session (1 of 1 are taken, 1 by what was lost: `wtmux restart --all`)',
  );
  await app.run('restart', '--all');
  await app.until((status) => state(status) === 'A working, B ready', 'A works again');
});

function state({ workstreams }: Status): string {
  return workstreams.map((one) => `${one.id} ${one.state}`).join(', ');
}

function isSeen({ id, state }: WorkstreamStatus): boolean {
  return id === 'talk' && state === 'idle';
}

async function anAgent({ env }: Wtmux, name: string, script: string): Promise<void> {
  const folder = join(env['XDG_CONFIG_HOME'] ?? '', 'wtmux/agents');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.sh`);
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const spec = {
    command: file,
    args: ['--begin', '{conversation}', '{prompt}'],
    resume: ['--again', '{conversation}'],
    titles: [{ doing: 'idle', pattern: 'at work' }],
  };
  await writeFile(join(folder, `${name}.yaml`), JSON.stringify(spec));
}
