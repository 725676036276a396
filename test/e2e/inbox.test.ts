/** Everything that waits for a person is answered by keys from the inbox. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Terminal } from '../helpers/terminal.js';
import { program, wtmux, type Wtmux } from '../helpers/wtmux.js';

/** Asks about its plan with the wished answer first, and writes down what it is told instead. */
const ASKS = String.raw`
echo 'all at once' > plan.md
ask() { printf '\033[2J\033[HStart this?\n❯ 1. %s\n  2. %s\n' "$1" "$2"; read answer; }
ask No Yes
printf '\033[2J\033[HWhy?\n'; read told; printf slowly > plan.md
ask Yes No
printf '\033[2J\033[Hworking on %s' "$(cat plan.md)"; exec cat
`;

const asks = `
command: sh
args: [asks.sh]
planFile: plan.md
screens: [{ doing: waiting, pattern: 'Start this' }]
plan: { question: 'Start this', approve: '^Yes', reject: '^No', feedback: 'Why' }
`;

/** Says that it is done again whenever it is told that its gate is red. */
const CLAIMS = `
mkdir -p .claude/handoff
while :; do
  tries="$tries."
  printf '{"workstream":"B","status":"complete","notes":"%s","lessons":["ask first"],"decisions":["Zod","Ink"]}' \\
    $tries > .claude/handoff/b.tmp
  mv .claude/handoff/b.tmp .claude/handoff/b.signal
  read line
done
`;

const PLAN = `
version: 1
agents: { claims: { command: sh, args: [claims.sh] } }
gates: { unit: { run: "echo no test passes; false", retries: 0 } }
workstreams:
  - { id: A, agent: asks }
  - { id: B, agent: claims, approval: none, gates: [unit] }
`;

/** Changes what it is given, as a person would. */
const EDITOR = `
case "$1" in
  *plan.md) printf 'slowly\\n' > "$1" ;;
  *) sed 's/Zod/Zod 4/' "$1" > "$1.new"; mv "$1.new" "$1" ;;
esac
`;

it('overrides a gate, changes a plan and judges what was learned, by keys', async () => {
  await using app = await wtmux({
    files: {
      'wtmux.yaml': PLAN,
      'asks.sh': ASKS,
      'claims.sh': CLAIMS,
      'edit.sh': EDITOR,
    },
  });
  const agents = join(app.repo.outside, 'config/wtmux/agents');
  await mkdir(agents, { recursive: true });
  await writeFile(join(agents, 'asks.yaml'), asks);
  const editor = `sh ${join(app.repo.folder, 'edit.sh')}`;
  const opened = app.start([
    'env',
    `EDITOR=${editor}`,
    process.execPath,
    program,
    'up',
    '--yes',
  ]);
  await waitFor(app, ['gate', 'plan']);

  // A key that is typed before there is a picture is nobody's.
  await opened.shows(/\? A [^]*. B /);
  opened.type('{ctrl+space}I');
  await opened.shows('What waits for you');
  await mark(opened, 'gate');
  opened.type('o');
  await opened.shows('B is done though its gate is red');
  opened.type('known to fail here{enter}');
  await waitFor(app, ['memory', 'plan']);

  const left = app.start([
    'env',
    'EDITOR=true',
    process.execPath,
    program,
    'approve',
    'A',
    '--edit',
  ]);
  await left.shows('A: plan unchanged, so not approved; `wtmux approve A` approves it');
  await waitFor(app, ['memory', 'plan']);

  await mark(opened, 'plan');
  opened.type('{enter}');
  await opened.shows(/Plan of A[^]*all at once/);
  opened.type('e');
  // The inbox, which is back, may lie over what its pane shows.
  await expect
    .poll(async () => (await app.run('capture', 'A')).stdout)
    .toContain('working on slowly');
  await waitFor(app, ['memory']);

  opened.type('{ctrl+space}I');
  await mark(opened, 'memory');
  opened.type('{enter}');
  await opened.shows(/What B learned[^]*› lesson[^]*ask first/);
  opened.type('r');
  await opened.hides('ask first');
  await opened.shows('› decision');
  opened.type('e');
  await opened.hides('What B learned');
  await waitForMemories(app, 1);
  opened.type('{ctrl+space}I{enter}');
  await opened.shows(/› decision[^]*Ink/);
  opened.type('a');
  await opened.hides('What B learned');
  await waitFor(app, []);

  const kept = join(app.repo.folder, '.git/wtmux/outputs/.memori/memories.json');
  const { memories } = JSON.parse(await readFile(kept, 'utf8'));
  expect(memories).toMatchObject([
    { content: 'Zod 4', reviewed_by: 'tester' },
    { content: 'Ink', reviewed_by: 'tester' },
  ]);
  const { workstreams } = await app.status();
  expect(workstreams).toMatchObject([
    { id: 'A', state: 'working' },
    { id: 'B', override: { by: 'tester', reason: 'known to fail here' } },
  ]);
});

/** Waits until just these kinds wait, in any order. */
function waitFor(app: Wtmux, kinds: readonly string[]): Promise<void> {
  return app.until(
    ({ approvals }) =>
      approvals
        .map(({ kind }) => kind)
        .toSorted()
        .join() === kinds.join(),
    `${kinds.join(' and ')} wait`,
  );
}

/** Goes through the inbox, which grows and shrinks meanwhile, to the first of a kind. */
async function mark(opened: Terminal, kind: string): Promise<void> {
  await opened.shows(new RegExp(`[› ] ${kind} `));
  const listed = () => [...opened.screen().matchAll(/│ ([› ]) (plan|gate|memory) /g)];
  const marked = () => listed().findIndex(([, mark]) => mark === '›');
  for (;;) {
    const [at, to] = [marked(), listed().findIndex(([, , found]) => found === kind)];
    if (at === to) return;
    opened.type(to > at ? '{down}' : '{up}');
    await expect.poll(marked).not.toBe(at);
  }
}

async function waitForMemories(app: Wtmux, left: number): Promise<void> {
  await expect
    .poll(async () => {
      const listed: readonly { readonly review: unknown }[] = JSON.parse(
        (await app.run('memory', '--json')).stdout,
      );
      return listed.filter(({ review }) => review === null).length;
    })
    .toBe(left);
}
