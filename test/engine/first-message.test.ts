/** First messages at a prompt where something does not go as it should. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import { readAgent } from '../../src/formats/agent-file.js';
import { anEngine } from './an-engine.js';

/** For what is never to be seen. */
const IMPATIENT = { acceptMs: 1000 };

type Kind = { readonly knowsPastes: boolean };

/** Plans, shows what stands at its prompt by its length alone, and writes down what it is told. */
const planner = ({ knowsPastes }: Kind) => String.raw`
let typed = '';
process.stdin.setRawMode(true);
if (${knowsPastes}) process.stdout.write('\x1b[?2004h');
function draw() {
  const shown = typed && '<' + typed.length + '>';
  process.stdout.write('\x1b[H\x1b[2J❯ ' + shown + '\r\n Plan mode\r\n');
}
process.stdin.on('data', (bytes) => {
  const keys = String(bytes);
  if (keys === '\r') {
    require('node:fs').appendFileSync('told', JSON.stringify(typed) + '\n');
    typed = '';
  } else typed += keys.replace(/\x1b\[20[01]~/g, '');
  draw();
});
draw();
`;

const FILE = `
command: node
args: [agent.cjs, '{prompt}']
screens: [{ doing: idle, pattern: '^❯' }]
emptyPrompt: '^❯$'
planMode: { key: shift+tab, shown: '^ Plan mode$', folded: '^❯ \\[(?<length>\\d+)\\]$' }
plan: { question: '^Go\\?$', approve: '^Yes', reject: '^No', inline: true }
`;

const PLAN = `
version: 1
workstreams: [{ id: A, agent: planner, approval: plan, prompt: "One.\\nTwo." }]
`;

async function aPlanner(kind: Kind) {
  const spec = readAgent(FILE, { file: 'planner.yaml' });
  if (!spec.ok) throw new Error(JSON.stringify(spec.failure));
  const engine = await anEngine({
    agents: new Map([['planner', spec.value]]),
    limits: IMPATIENT,
  });
  await engine.repo.commit({ 'agent.cjs': planner(kind) });
  await engine.up(PLAN);
  const told = join(engine.repo.outside, 'project.worktrees/A/told');
  const happened = async (type: string) =>
    (await engine.journal()).some((event) => event.type === type);
  return {
    engine,
    happens: (type: string) => expect.poll(() => happened(type)).toBe(true),
    told: async () => {
      const text = await readFile(told, 'utf8').catch(() => '');
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    },
    /** As a person in its pane. */
    async types(keys: string) {
      const session = engine.status()?.workstreams[0]?.session;
      const socket = await connect(engine.paths.hostSocket);
      if (!session || !socket) throw new Error('nothing to type into');
      using person = new Peer(socket, 'test', { event: () => {}, closed: () => {} });
      person.write({ type: 'input', session, bytes: Buffer.from(keys) });
      await person.ask({ type: 'sessions' });
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

const notice = (why: string) =>
  `A: planner ${why}; send it in its pane (\`wtmux prompt A\` prints it)`;

it('has a person send what it cannot see after it was pasted', async () => {
  await using it = await aPlanner({ knowsPastes: true });
  await expect
    .poll(() => it.engine.notices)
    .toContain(notice('does not show its first message, which was pasted'));
  await it.happens('promptTyped');
  expect(await it.told()).toEqual([]);
  await it.types('\r');
  await it.happens('promptTold');
  expect(await it.told()).toEqual([expect.stringContaining('One.\rTwo.')]);
});

it('has a person tell one that takes no paste', async () => {
  await using it = await aPlanner({ knowsPastes: false });
  const why = notice('does not let its first message be pasted');
  await expect.poll(() => it.engine.notices).toContain(why);
  expect(await it.told()).toEqual([]);
  await it.types('Do all of it.');
  await it.happens('promptTyped');
  await it.types('\r');
  await it.happens('promptTold');
  expect(await it.told()).toEqual(['Do all of it.']);
  expect(it.engine.notices.filter((text) => text === why)).toHaveLength(1);
});
