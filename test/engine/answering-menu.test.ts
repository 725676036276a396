import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { PermissionRule } from '../../src/domain/permission-rule.js';
import { readAgent, type AgentSpec } from '../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const hook = join(import.meta.dirname, '../../dist/hook.cjs');

/** As Codex does: its hook is asked first, then it shows a menu, then a prompt. */
const PROGRAM = String.raw`
const { spawnSync } = require('node:child_process');
const tell = (event) => spawnSync(process.execPath, [process.argv[1], JSON.stringify(event)], { encoding: 'utf8' }).stdout;
const commands = process.argv.slice(2);
const print = (...lines) => process.stdout.write(lines.join('\r\n') + '\r\n');
let cursor, line = '', answer = () => {}, type = () => {};
const row = (at, label) => (cursor === at ? '› ' : '  ') + (at + 1) + '. ' + label;
const draw = (command) => print('\x1b[H\x1b[2JShall this run?', '', '  $ ' + command.slice(0, 40), '',
  row(0, 'Yes, proceed (y)'), row(1, 'No, and say why (esc)'));
const ask = (command) => tell({ event: 'Ask', tool: 'Bash', input: { command } });
if (process.env.TOGETHER) commands.forEach(ask);
const next = () => {
  const command = commands.shift();
  if (command === undefined) return print('\x1b[H\x1b[2JAll done.', '›');
  if (!process.env.TOGETHER && ask(command).includes('yes')) return went(command, 'ran unasked ');
  cursor = 0;
  draw(command);
  answer = (keys) => {
    if (keys === '\r') return cursor === 0 ? went(command, 'ran ') : refused();
    cursor = keys === '\x1b[B' ? 1 : 0;
    draw(command);
  };
};
const went = (command, how) => {
  answer = () => {};
  const done = () => tell({ event: 'Done', tool: 'Bash', input: { command } });
  if (process.env.EARLY) done();
  print('\x1b[H\x1b[2J' + how + command);
  if (!process.env.EARLY) done();
  setTimeout(next, process.env.EARLY ? 1000 : 50);
};
const refused = () => {
  tell({ event: 'Rest' });
  print('\x1b[H\x1b[2JTell me what to do', '› ');
  answer = (keys) => { if (keys === '\r') return print('\x1b[H\x1b[2Jwas told: ' + line, '› '); line += keys; };
};
process.stdin.setRawMode(true);
process.stdin.on('data', (bytes) => answer(String(bytes)));
next();
`;

const LONG = `make all ${'VERY_LONG_WORD '.repeat(8)}`;

/** `how`: variables that say how its program goes about it. */
const asker = (commands: readonly string[], how: readonly string[]) => `
env: { ${how.map((name) => `${name}: '1'`).join(', ')} }
command: ${JSON.stringify(process.execPath)}
args: [-e, ${JSON.stringify(PROGRAM)}, ${JSON.stringify(hook)}, ${commands.map((command) => JSON.stringify(command)).join(', ')}]
screens:
  - { doing: waiting, region: menu, pattern: 'Shall this run', detail: your permission }
  - { doing: idle, lines: 3, pattern: '^›' }
permission:
  question: '^Shall this run\\?'
  approve: '^Yes, proceed'
  reject: '^No, and say why'
  feedback: '^Tell me what to do'
hooks:
  name: event
  events:
    - { on: Done, doing: busy }
    - { on: Ask, doing: waiting, detail: 'your permission: {input.command}' }
    - { on: Rest, doing: idle }
  answers:
    - on: Ask
      kind: permission
      text: "{tool}\\n\\n{input.command}"
      use: { tool: tool, command: input.command }
      settledBy: [Done, Rest]
      about: [input]
      waits: false
      yes: { say: 'yes' }
`;

const plan = `
version: 1
workstreams: [{ id: A, agent: asker }]
`;

const A = workstreamId('A');

describe('a permission that is asked for in a menu', () => {
  expectNothingLeftOpen();

  it('is read in full, as its hook told it, and answered by its label', async () => {
    await using asking = await anAsker();
    const { engine } = asking;
    await asking.asks(LONG.trim());
    const stale = { type: 'approve', workstream: A, revision: 'x', by: 'me' } as const;
    expect(await engine.peer.ask(stale)).toMatchObject({ ok: false });
    expect(await engine.peer.ask({ ...stale, revision: null })).toMatchObject({
      ok: true,
    });
    await asking.asks('touch two');
    expect(await engine.peer.ask({ ...stale, revision: null })).toMatchObject({
      ok: true,
    });
    await asking.prints('All done.');
    const answered = (await engine.journal()).filter(
      ({ type }) => type === 'permissionAnswered',
    );
    expect(answered).toMatchObject([
      { given: true, by: 'me', asked: expect.stringContaining('VERY_LONG_WORD') },
      { given: true, by: 'me', asked: 'Bash touch two' },
    ]);
    expect(await engine.peer.ask({ ...stale, revision: null })).toMatchObject({
      ok: false,
      failure: { message: 'A has nothing that waits for approval' },
    });
  });

  it('is refused with a reason, which is typed where the agent asks for it', async () => {
    await using asking = await anAsker();
    const { engine } = asking;
    await asking.asks(LONG.trim());
    const no = { type: 'reject', workstream: A, message: 'not yet', by: 'me' } as const;
    expect(await engine.peer.ask(no)).toMatchObject({ ok: true });
    await asking.prints('was told: not yet');
  });

  it.each([
    ['', ['TOGETHER']],
    [', though its end is told before its menu goes', ['TOGETHER', 'EARLY']],
  ])('is named by what its menu asks of several that its hook told%s', async (_, how) => {
    const commands = ['touch one', 'cat one && touch two', 'touch two'];
    await using asked = await asking(agent(asker(commands, how)));
    const { engine } = asked;
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    const named = () => engine.status()?.workstreams[0]?.waitsFor;
    for (const command of commands) {
      await asked.asks(command);
      await expect.poll(named).toBe(`your permission: ${command}`);
      expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });
    }
    await asked.prints('All done.');
  });

  it('is given by a rule of the person before any menu is shown', async () => {
    const rule = { agent: 'asker', tool: /^Bash$/, command: /^touch \w+$/ };
    await using asking = await anAsker([{ ...rule, path: undefined }]);
    const { engine } = asking;
    await asking.asks(LONG.trim());
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });
    await asking.prints('All done.');
    await expect
      .poll(async () =>
        (await engine.journal()).filter(({ type }) => type === 'permissionAnswered'),
      )
      .toMatchObject([{ by: 'me' }, { by: 'rule 1 of the settings' }]);
  });
});

/** An agent that asks for two commands, one after the other. */
async function anAsker(permissions: readonly PermissionRule[] = []) {
  return asking(agent(asker([LONG, 'touch two'], [])), permissions);
}

async function asking(spec: AgentSpec, permissions: readonly PermissionRule[] = []) {
  const engine = await anEngine({ agents: new Map([['asker', spec]]), permissions });
  await engine.up(plan);
  const read = async () => {
    const asked = await engine.peer.ask({ type: 'planText', workstream: A });
    return asked.ok ? asked.value.text : asked.failure.message;
  };
  return {
    engine,
    asks: async (command: string) => {
      await expect.poll(read).toContain(command);
      await engine.shows('A waiting');
    },
    prints: (line: string) =>
      expect
        .poll(async () => {
          const told = await engine.peer.ask({ type: 'explain', workstream: A });
          return told.ok ? told.value.rungs.flatMap(({ lines }) => lines) : [];
        })
        .toContain(line),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

function agent(text: string): AgentSpec {
  const read = readAgent(text, { file: 'asker.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
