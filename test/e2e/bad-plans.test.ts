import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wtmux, type Wtmux } from '../helpers/wtmux.js';

const plan = (...workstreams: readonly string[]) =>
  `version: 1\nagents: { mine: { command: cat } }\nworkstreams:\n${workstreams
    .map((one) => `  - { agent: mine, ${one} }\n`)
    .join('')}`;

const files = {
  'cycle.yaml': plan('id: A, dependsOn: [B]', 'id: B, dependsOn: [A]'),
  'twice.yaml': plan('id: A', 'id: A, branch: other'),
  'unknown.yaml': plan('id: A', 'id: B, dependsOn: [C]'),
  'escaping.yaml': `worktrees: ../../{id}\n${plan('id: A')}`,
  'secret.yaml': plan('id: A, preconditions: [{ file: ../../etc/passwd }]'),
  'prompt.yaml': plan('id: A, prompt: ../../etc/passwd'),
  'taken.yaml': plan('id: first', 'id: taken'),
  'huge.yaml': `# ${'x'.repeat(10 * 1024 * 1024)}\n${plan('id: A')}`,
  'binary.yaml': '\u0000\u0001\u0002\u{fffd}',
  'cut.json': '{ "workflow_id": "w", "parallel_tasks": [{ "task_id": "a", "sco',
  'cut.yaml': 'version: 1\nworkstreams: [{ id: A',
  'diary.md': '# Dear diary\n\nIt rained.\n',
};

describe('a plan that cannot be started', () => {
  let app: Wtmux;
  beforeAll(async () => {
    app = await wtmux({ files });
    await app.repo.branch('workstream/taken', { 'work.txt': 'work of another' });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  it.each([
    ['cycle.yaml', 2, 'these wait for each other: A -> B -> A'],
    ['twice.yaml', 2, '"A" is already the id of a workstream'],
    ['unknown.yaml', 2, 'unknown workstream "C"; known: A, B'],
    ['escaping.yaml', 2, 'leads out of the folder that holds the repository'],
    ['secret.yaml', 2, 'expected a path inside the worktree'],
    ['prompt.yaml', 2, 'expected a path inside the worktree'],
    ['taken.yaml', 1, 'taken: branch workstream/taken exists already, at '],
    ['huge.yaml', 2, 'it is larger than 1 MB'],
    ['binary.yaml', 2, 'binary.yaml:1:'],
    ['cut.json', 2, 'cut.json:1:'],
    ['cut.yaml', 2, 'cut.yaml:2:'],
    ['diary.md', 2, 'no plan was found in it'],
  ])('up %s exits with %i, one error, and nothing made', async (file, code, why) => {
    const run = await app.run('up', file, '--yes', '--detach');
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' });
    expect(run.stderr).toContain(why);
    expect(run.stderr).toMatch(/^[^\n]+\n$/);
    const branches = await app.repo.git.branchLocal();
    expect(branches.all).toEqual(['main', 'workstream/taken']);
    expect(existsSync(join(app.repo.outside, 'project.worktrees', 'first'))).toBe(false);
  });
});
