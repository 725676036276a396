/** Codex itself in wtmux: its plan mode, and permissions that its sub-agents ask for. */
import { EventEmitter, once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { aCodex } from './codex.js';
import type { Script } from './model-server.js';
import { finished, patch, say, unsandboxed, worktreeOf } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('codex'));

const plan = (approval: 'plan' | 'none') => `
version: 1
name: real
worktrees: ../{repo}.worktrees/{slug}
workstreams:
  - { id: A, agent: codex, prompt: Plan it., approval: ${approval} }
`;

const SIZE = { columns: 140, rows: 40 };

function proposed(word: string) {
  return [say(`<proposed_plan>\n# The plan\n\n1. Write ${word}\n</proposed_plan>`)];
}

/** Plans twice, the second time as it was told, then works. */
const plansTwice: Script = (asked) => {
  const { said } = asked;
  if (said.includes('Implement the plan')) {
    const path = join(worktreeOf(asked), 'hello.txt');
    return finished(asked, 'apply_patch') === 0
      ? [patch(path, 'bonjour')]
      : [say('Done.')];
  }
  if (said.includes('in French')) return proposed('bonjour');
  return said.includes('Plan it') ? proposed('hello') : [say('Ready.')];
};

/** Leaves all work to another, and waits for nothing. */
function delegating(child: Script): Script {
  return (asked) => {
    if (asked.sent.includes('newly spawned child agent')) return child(asked);
    if (finished(asked, 'spawn_agent') > 0) return [say('All done.')];
    const input = { task_name: 'child', message: 'Make it' };
    return [{ type: 'tool_use', namespace: 'collaboration', name: 'spawn_agent', input }];
  };
}

async function rolloutsIn(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true });
  const told = files.filter((file) => file.endsWith('.jsonl'));
  return (
    await Promise.all(told.map((file) => readFile(join(folder, file), 'utf8')))
  ).join('');
}

const asksLeave: Script = (asked) =>
  finished(asked, 'exec_command') === 0
    ? [unsandboxed('touch hello.txt', 'Shall it be made?')]
    : [say('It is made.')];

it('starts in its plan mode, is told better, and works when its plan is approved', async () => {
  await using codex = await aCodex(plansTwice, plan('plan'));
  const { app, worktree } = codex;
  await app.run('up', '--yes');
  // Whoever comes next goes on with what it is to be told.
  await app.kill('engine');
  await app.until(
    ({ workstreams: [a] }) => a?.state === 'plan_review',
    'its plan is there',
  );
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect.poll(asked).toContain('Write hello');
  const no = await app.run('reject', 'A', '--message', 'Say it in French');
  expect(no).toMatchObject({ code: 0 });
  await expect.poll(asked).toContain('Write bonjour');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  const made = () => readFile(join(worktree, 'hello.txt'), 'utf8').catch(() => '');
  await expect.poll(made).toBe('bonjour\n');
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
  // In full, and once.
  const rollouts = await rolloutsIn(join(app.repo.outside, 'home/.codex/sessions'));
  expect(
    rollouts.match(
      /"role":"user","content":\[\{"type":"input_text","text":"(?:[^"\\]|\\.)*Plan it\./g,
    ),
  ).toHaveLength(1);
});

it('has the leave that its sub-agent asks for given', async () => {
  await using codex = await aCodex(delegating(asksLeave), plan('none'));
  const { app, worktree } = codex;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows('Would you like to run the following command?');
  const asked = async () => (await app.run('approve', 'A', '--show')).stdout;
  await expect.poll(asked).toContain('touch hello.txt');
  expect(await app.run('approve', 'A')).toMatchObject({ code: 0 });
  const made = () => readFile(join(worktree, 'hello.txt'), 'utf8').catch(() => 'none');
  await expect.poll(made).toBe('');
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
  const { input, output, cacheRead, cacheWrite } = codex.model.used;
  const used = async () => (await app.status()).workstreams[0]?.usage?.tokens;
  await expect
    .poll(used)
    .toEqual({ input: input + cacheWrite, output, cacheRead, cacheWrite: 0 });
});

it('is at work as long as a sub-agent is that it does not wait for', async () => {
  const gate = new EventEmitter();
  const child: Script = async () => {
    await once(gate, 'open');
    return [say('It is made.')];
  };
  await using codex = await aCodex(delegating(child), plan('none'));
  const { app } = codex;
  await app.run('up', '--yes');
  const console = app.open(['attach', 'A'], SIZE);
  await console.shows(/All done\.[\s\S]*Worked for/);
  const explained = async () => (await app.run('explain', 'A')).stdout;
  await expect.poll(explained).toMatch(/> +screen +busy/);
  gate.emit('open');
  await console.shows('Completed `/root/child`');
  await app.until(({ workstreams: [a] }) => a?.state === 'idle', 'idle');
});
