import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const AGENT = `mkdir -p .claude/handoff .claude/notes
printf '{"to":"A","text":"hello\\\\u001b[31m"}' > .claude/notes/n.json
printf '{"workstream":"B","status":"complete","lessons":["ask first"]}' > .claude/handoff/b.signal
exec cat
`;

const PLAN = `version: 1
agents: { mine: { command: cat }, tells: { command: sh, args: [agent.sh] } }
workstreams:
  - { id: A, agent: mine, approval: none }
  - { id: B, agent: tells, approval: none }
`;

it('lists who was told what, and keeps what was learned', async () => {
  await using app = await wtmux({ files: { 'wtmux.yaml': PLAN, 'agent.sh': AGENT } });
  await app.run('up', '--yes', '--detach');
  await app.until(
    ({ approvals }) => approvals.some(({ kind }) => kind === 'memory'),
    'something to keep',
  );
  const lines = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await app.run(...args);
    return [code, `${stdout}${stderr}`.trim().replaceAll(/ {2,}|\d+s ago/g, ' | ')];
  };
  // A signal may be read before a note that was written before it.
  await expect.poll(async () => (await lines('notes'))[1]).toContain('hello');
  const [code, noted] = await lines('note', '--all', 'main', 'is', 'frozen');
  expect([code, noted]).toEqual([0, 'n2: waits for A']);
  expect(await lines('note', 'b', 'again')).toEqual([1, 'B: refused, its work is done']);
  expect((await lines('notes'))[1]).toMatch(/B -> A .*waiting .*hello\ufffd\[31m/);

  expect(await lines('memory')).toEqual([0, 'm1 | B | lesson | to review | ask first']);
  const [accepted, where = ''] = await lines(
    'memory',
    'accept',
    'm1',
    '--text',
    'ask Ada',
  );
  expect(accepted).toBe(0);
  const file = String(where).replace('1 memory accepted, in ', '');
  expect(await readFile(file, 'utf8')).toContain('"content": "ask Ada"');
});
