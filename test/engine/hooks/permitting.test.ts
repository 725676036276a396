import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/agents/question.js';
import type { PermissionRule } from '../../../src/domain/permission-rule.js';
import { ruleFor } from '../../../src/engine/hooks/permitting.js';
import { readSettings } from '../../../src/formats/settings-file.js';
import { aFolder } from '../../helpers/folder.js';
import { shipped } from '../../agents/shipped.js';

const settings = `
permissions:
  - { tool: 'Read|Glob' }
  - { tool: Bash, command: 'git (status|diff)( --?[\\w-]+)*' }
  - { tool: Edit|Write, path: src/** }
  - { tool: NotebookEdit, path: '**' }
  - { agent: codex, tool: '.*' }
`;

const asks = {
  tool: 'tool_name',
  command: 'tool_input.command',
  path: 'tool_input.file_path',
  folder: 'cwd',
};

function rules(): readonly PermissionRule[] {
  const read = readSettings(settings, 'config.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value.permissions;
}

/** As Claude Code asks for the use of a tool. */
function question(
  tool: string,
  { cwd, ...input }: Readonly<Record<string, string>>,
): Pick<Question, 'kind' | 'rule' | 'event'> {
  const rule = shipped('claude').hooks?.answers.find(({ kind }) => kind === 'permission');
  if (!rule) throw new Error('no rule');
  const fields = Object.entries(input).map(([name, text]) => [
    `tool_input.${name}`,
    text,
  ]);
  const where = cwd === undefined ? {} : { cwd };
  const event = { tool_name: tool, ...where, ...Object.fromEntries(fields) };
  return { kind: 'permission', rule, event };
}

async function aWorktree() {
  const folder = await aFolder();
  const worktree = join(folder.path, 'worktree');
  await mkdir(join(worktree, 'src/x'), { recursive: true });
  await mkdir(join(folder.path, 'outside'));
  await writeFile(join(folder.path, 'outside/key'), '');
  await symlink(join(folder.path, 'outside'), join(worktree, 'src/out'));
  await symlink(join(folder.path, 'outside/none'), join(worktree, 'src/dangling'));
  return { worktree, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe('rules for permissions', () => {
  it('know the fields of Claude Code', () => {
    expect(question('Bash', {}).rule.use).toEqual(asks);
  });

  it.each([
    ['a tool, whatever it is used for', 'Read', { file_path: '/etc/hosts' }, 1],
    ['not one whose name only begins so', 'ReadAll', {}, undefined],
    ['a command', 'Bash', { command: 'git status --short' }, 2],
    ['not one that goes on', 'Bash', { command: 'git status; rm -rf .' }, undefined],
    ['nor on the next line', 'Bash', { command: 'git status\nrm -rf .' }, undefined],
    ['nor into a file', 'Bash', { command: 'git diff > x' }, undefined],
    ['nor with another inside', 'Bash', { command: 'git diff $(x)' }, undefined],
    ['a file of the worktree', 'Edit', { file_path: 'src/a.ts' }, 3],
    ['a new one', 'Write', { file_path: 'src/new/deep/a.ts' }, 3],
    ['not one elsewhere in it', 'Edit', { file_path: 'README.md' }, undefined],
    ['nor outside of it', 'Edit', { file_path: 'src/../../outside/key' }, undefined],
    ['nor by a link', 'Edit', { file_path: 'src/out/key' }, undefined],
    [
      'nor by one that leads nowhere yet',
      'Write',
      { file_path: 'src/dangling' },
      undefined,
    ],
    ['nor without a path', 'Edit', {}, undefined],
    ['nor in a home', 'NotebookEdit', { file_path: '~/.profile' }, undefined],
    ['nor by a blank before it', 'NotebookEdit', { file_path: ' /etc/x' }, undefined],
    ['nor by an address', 'NotebookEdit', { file_path: 'file:///etc/x' }, undefined],
    ['nor by a name of two forms', 'Write', { file_path: 'src/e\u0301' }, undefined],
    ['nor behind a link', 'Edit', { file_path: 'src/out/../src/x' }, undefined],
    ['nor of several', 'Edit', { file_path: 'src/a.ts, README.md' }, undefined],
    ["nor of git's own", 'NotebookEdit', { file_path: '.git' }, undefined],
    ['nor below that', 'NotebookEdit', { file_path: 'sub/.GIT/config' }, undefined],
    [
      'nor one that is too long',
      'Edit',
      { file_path: `src/${'a/'.repeat(200_000)}` },
      undefined,
    ],
    [
      'nor one on which its pattern takes too long',
      'Bash',
      { command: `git diff${' --a'.repeat(40)}=` },
      undefined,
    ],
    ['what only another agent may', 'WebFetch', {}, undefined],
  ])('give %s', async (_what, tool, input, rule) => {
    await using place = await aWorktree();
    const { worktree } = place;
    const use = { agent: 'claude', worktree, question: question(tool, input) };
    expect(await ruleFor(rules(), use)).toBe(rule);
  });

  it.each([
    [
      'a file from the folder that it is in',
      'Edit',
      { file_path: '../a.ts' },
      'src/x',
      3,
    ],
    [
      'not one of another folder',
      'Edit',
      { file_path: 'src/a.ts' },
      '../outside',
      undefined,
    ],
    ['a command in its worktree', 'Bash', { command: 'git status' }, 'src', 2],
    ['none elsewhere', 'Bash', { command: 'git status' }, '../outside', undefined],
    ['none by a link', 'Bash', { command: 'git status' }, 'src/out', undefined],
    ['a use without either, wherever', 'Read', {}, '../outside', 1],
  ])('give %s', async (_what, tool, input, cwd, rule) => {
    await using place = await aWorktree();
    const { worktree } = place;
    const asked = question(tool, { ...input, cwd: join(worktree, cwd) });
    const use = { agent: 'claude', worktree, question: asked };
    expect(await ruleFor(rules(), use)).toBe(rule);
  });

  it('give nothing of a plan', async () => {
    await using place = await aWorktree();
    const asked = { ...question('Read', {}), kind: 'plan' } as const;
    const use = { agent: 'claude', worktree: place.worktree, question: asked };
    expect(await ruleFor(rules(), use)).toBeUndefined();
  });
});
