import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { agentsOf } from '../../src/cli/agents-of.js';
import { agents } from '../../src/cli/commands/agents.js';
import { tellLeftOut } from '../../src/cli/left-out-agents.js';
import { askAboutHooks } from '../../src/cli/hook-consent.js';
import { aFolder } from '../helpers/folder.js';
import { aContext } from './a-context.js';
import { anInput } from './an-input.js';

afterEach(() => vi.unstubAllEnvs());

const programs = join(import.meta.dirname, '../../dist');

it('lists shipped agents, and those of the user over them', async () => {
  await using folder = await aFolder();
  const context = await contextWith(folder.path, {
    'codex.yaml': 'command: my-codex',
    'mine.yaml': 'command: sh\ntitle: Mine',
  });
  expect(await agents.run(context, anInput([], { json: true }))).toBe(0);
  const listed: unknown = JSON.parse(context.printed.stdout[0] ?? '');
  expect(listed).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'claude', shipped: true }),
      expect.objectContaining({ name: 'codex', shipped: false, found: false, can: [] }),
      expect.objectContaining({ name: 'mine', title: 'Mine', found: true }),
    ]),
  );
});

it('checks every file, and says where what is wrong', async () => {
  await using folder = await aFolder();
  const context = await contextWith(folder.path, { 'mine.yaml': 'comand: x' });
  expect(await agents.run(context, anInput(['check']))).toBe(1);
  expect(context.printed.stderr).toContainEqual(
    expect.stringContaining(
      'mine.yaml:1:1: unknown key "comand"; did you mean "command"?',
    ),
  );
});

it('checks one file that is not in its folder yet', async () => {
  await using folder = await aFolder();
  const context = await contextWith(folder.path, {});
  const file = join(folder.path, 'new.yaml');
  expect(await agents.run(context, anInput(['check', file]))).toBe(2);
  expect(context.printed.stderr.join()).toContain(
    'new.yaml:1:1: it cannot be read (ENOENT',
  );
  await writeFile(file, 'comand: x');
  expect(await agents.run(context, anInput(['check', file]))).toBe(2);
  await writeFile(file, 'command: x');
  expect(await agents.run(context, anInput(['check', file]))).toBe(0);
  expect(context.printed.stdout).toEqual(['1 agent; nothing wrong found']);
});

it('names the files that are left out of the list', async () => {
  await using folder = await aFolder();
  const context = await contextWith(folder.path, { 'codex.yaml': 'comand: x' });
  expect(await agents.run(context, anInput([]))).toBe(0);
  expect(context.printed.stdout.join('\n')).toMatch(/^codex .* shipped /m);
  expect(context.printed.stderr).toEqual([
    expect.stringMatching(/codex\.yaml is left out; see `wtmux agents check`$/),
  ]);
});

it('waits for no file that is a pipe', async () => {
  await using folder = await aFolder();
  const context = await contextWith(folder.path, {});
  const file = join(folder.path, 'pipe.yaml');
  await promisify(execFile)('mkfifo', [file]);
  expect(await agents.run(context, anInput(['check', file]))).toBe(2);
  expect(context.printed.stderr.join()).toContain(
    'pipe.yaml:1:1: it cannot be read (it is no file)',
  );
});

const WITH_HOOKS = `
command: mine
hooks:
  consent: Shall it tell?
  install: { folder: .mine/plugins/wtmux, files: { hooks/all.json: { run: x } } }
  name: event
  events: []
`;

it('asks about hooks once, puts their files where they are found, and takes them back', async () => {
  await using folder = await aFolder();
  vi.stubEnv('HOME', folder.path);
  const context = await contextWith(folder.path, { 'mine.yaml': WITH_HOOKS });
  const asked: string[] = [];
  const asking = {
    ...context,
    interactive: true,
    confirm: (question: string) => Promise.resolve(asked.push(question) > 0),
  };
  const file = join(folder.path, '.mine/plugins/wtmux/hooks/all.json');
  const can = async () => {
    await agents.run(context, anInput([], { json: true }));
    const listed: readonly { name: string; can: unknown }[] = JSON.parse(
      context.printed.stdout.at(-1) ?? '',
    );
    return listed.find(({ name }) => name === 'mine')?.can;
  };
  expect(await can()).toEqual([]);
  await askAboutHooks(context, ['mine']);
  expect(existsSync(file)).toBe(false);

  await askAboutHooks(asking, ['mine', 'claude', 'mine']);
  await askAboutHooks(asking, ['mine']);
  expect(asked).toEqual(['Have mine tell wtmux what it does?']);
  expect(context.printed.stderr).toContain('Shall it tell?');
  expect(context.printed.stderr).toContain(`  ${file}`);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ run: 'x' });
  expect(await can()).toEqual(['hooks']);

  expect(await agents.run(context, anInput(['hooks', 'mine'], { no: true }))).toBe(0);
  expect(existsSync(join(folder.path, '.mine/plugins/wtmux'))).toBe(false);
  expect(existsSync(join(folder.path, '.mine/plugins'))).toBe(true);
  await askAboutHooks(asking, ['mine']);
  expect(asked).toHaveLength(1);
  expect(await can()).toEqual([]);
});

it('has no pattern of the user keep an engine for ever', async () => {
  await using folder = await aFolder();
  const hostile = `${'a'.repeat(60)}c`;
  const { env } = await contextWith(folder.path, {
    'mine.yaml': "command: x\ntitles: [{ doing: busy, pattern: '^(a+)+$' }]",
  });
  const complaints: string[] = [];
  const known = await agentsOf({
    shipped: join(programs, 'agents.json'),
    env,
    complain: (line) => complaints.push(line),
  });
  const pattern = known.get('mine')?.titles[0]?.pattern;
  while (complaints.length === 0) expect(pattern?.test(hostile)).toBe(false);
  expect(complaints).toEqual([
    expect.stringMatching(/mine\.yaml: the pattern \^\(a\+\)\+\$ takes too long/),
  ]);
});

it('says that the file of an agent that is to be started is left out', async () => {
  await using folder = await aFolder();
  const context = await contextWith(folder.path, {
    'codex.yaml': 'comand: x',
    'other.yaml': 'comand: x',
  });
  await tellLeftOut(context, ['codex', 'claude']);
  expect(context.printed.stderr).toEqual([
    expect.stringContaining('codex.yaml:1:1: command: expected text, but it is missing'),
    expect.stringContaining('codex.yaml:1:1: unknown key "comand"'),
    'your file for the agent codex is left out until that is mended',
  ]);
});

/** Someone's settings with these agents in them. */
async function contextWith(folder: string, files: Readonly<Record<string, string>>) {
  const own = join(folder, 'wtmux/agents');
  await mkdir(own, { recursive: true });
  for (const [name, text] of Object.entries(files))
    await writeFile(join(own, name), text);
  const env = { ...process.env, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder };
  return { ...aContext(folder), env, programs };
}
