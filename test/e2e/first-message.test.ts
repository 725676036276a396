import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux, type Wtmux } from '../helpers/wtmux.js';

/**
 * Plans only once it is told so by a key, which it forgets once as a program that still starts
 * does, folds what is longer than a line, and writes
 * down what it is sent. It takes nothing until there is a file `ready`, nor Enter until there
 * is one `open`.
 */
const AGENT = String.raw`
const { appendFileSync, existsSync } = require('node:fs');
let forgets = true;
let [, , given = '', typed = '', plans = false, takes = false] = process.argv;
if (given) appendFileSync('told', JSON.stringify({ given }) + '\n');
process.stdin.setRawMode(true);
process.stdout.write('\x1b[?2004h');
function draw() {
  const length = [...typed].length;
  const shown = length > 40 ? '[' + length + ' characters]' : typed;
  const below = plans ? ' Plan mode' : takes ? ' ready' : '';
  process.stdout.write('\x1b[H\x1b[2J❯ ' + shown + '\r\n' + below + '\r\n');
}
process.stdin.on('data', (bytes) => {
  const keys = String(bytes);
  if (!takes) return;
  if (keys === '\x1b[Z') plans = true;
  else if (keys !== '\r') (plans = forgets ? false : plans), (forgets = false), (typed += keys.replace(/\x1b\[20[01]~/g, ''));
  else if (existsSync('open')) {
    appendFileSync('told', JSON.stringify({ plans, typed }) + '\n');
    typed = '';
  }
  draw();
});
setInterval(() => {
  if (takes || !existsSync('ready')) return;
  takes = true;
  draw();
}, 20);
draw();
`;

const FILE = `
command: node
args: [agent.cjs, '{prompt}']
screens: [{ doing: idle, pattern: '^❯' }]
emptyPrompt: '^❯$\\n(?= )'
planMode: { key: shift+tab, shown: '^ Plan mode$', folded: '^❯ \\[(?<length>\\d+) characters\\]$' }
plan: { question: '^Go\\?$', approve: '^Yes', reject: '^No', inline: true }
`;

const planOf = (approval: string) => `
version: 1
worktrees: ../{repo}.worktrees/{slug}
workstreams:
  - { id: A, agent: planner, approval: ${approval}, prompt: "Say \\"hello\\".\\nThen !stop @once." }
`;

async function aPlanner(approval: 'plan' | 'none') {
  const app = await wtmux({
    files: { 'wtmux.yaml': planOf(approval), 'agent.cjs': AGENT },
  });
  const agents = join(app.repo.outside, 'config/wtmux/agents');
  await mkdir(agents, { recursive: true });
  await writeFile(join(agents, 'planner.yaml'), FILE);
  expect(await app.run('up', '--yes')).toMatchObject({ code: 0 });
  const worktree = join(app.repo.outside, 'project.worktrees/a');
  return {
    app,
    message: async () => (await app.run('prompt', 'A')).stdout,
    lets: (file: 'ready' | 'open') => writeFile(join(worktree, file), ''),
    told: async () => {
      const text = await readFile(join(worktree, 'told'), 'utf8').catch(() => '');
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    },
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

async function events({ repo }: Wtmux): Promise<readonly string[]> {
  const text = await readFile(join(repo.folder, '.git/wtmux/journal.jsonl'), 'utf8');
  return text.match(/"type":"(sessionStarted|prompt\w+)"/g) ?? [];
}

it('tells an agent its first message once it plans, where no launch can have it plan', async () => {
  await using planner = await aPlanner('plan');
  const { app, told } = planner;
  await planner.lets('open');
  await planner.lets('ready');
  await expect.poll(told).toHaveLength(1);
  const [{ plans, typed }] = await told();
  expect(plans).toBe(true);
  expect(typed).toContain('Say "hello".\rThen !stop @once.');
  await expect.poll(() => events(app)).toHaveLength(3);
});

it('tells it by its launch when no plan is wanted', async () => {
  await using planner = await aPlanner('none');
  await expect.poll(planner.told).toHaveLength(1);
  const [{ given }] = await planner.told();
  expect(given).toContain('Say "hello".\nThen !stop @once.');
});

it('tells it once, whenever its engine is killed meanwhile', async () => {
  await using planner = await aPlanner('plan');
  const { app, told } = planner;
  const restarted = async () => {
    await app.kill('engine');
    await app.until(() => true, 'back again');
  };
  await restarted();
  // Behind the message, which it does not know for what is to come.
  const waits = await app.run('send', 'A', 'And then?');
  expect(waits).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('comes first'),
  });
  await planner.lets('ready');
  await expect.poll(() => events(app)).toContain('"type":"promptTyped"');
  await restarted();
  expect(await told()).toEqual([]);
  await planner.lets('open');
  await restarted();
  await expect.poll(told).toHaveLength(2);
  await restarted();
  await expect.poll(() => events(app)).toContain('"type":"promptTold"');
  const [first, second] = await told();
  expect(first).toMatchObject({ plans: true });
  expect(first.typed).toContain('Say "hello".');
  expect(second).toMatchObject({ plans: true, typed: 'And then?' });
});
