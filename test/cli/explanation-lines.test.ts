import { expect, it } from 'vitest';
import { explanationLines } from '../../src/cli/explanation-lines.js';
import { workstreamId } from '../../src/domain/ids.js';

const plain = { paint: (_colour: string, text: string) => text, columns: 80 };

it('says what counts, since when, and what was looked at', () => {
  const explanation = {
    workstream: workstreamId('TD2'),
    agent: 'claude',
    state: 'waiting',
    source: 'hook',
    since: 40_000,
    waitsFor: 'your permission: Bash: npm test',
    doing: 'waiting',
    rungs: [
      rung({ source: 'process', says: 'runs', why: 'process 7' }),
      rung({
        source: 'hook',
        says: 'waiting',
        why: 'PermissionRequest (hooks.events[2])',
        at: 40_000,
      }),
      rung({ source: 'title', why: 'no rule fits it', lines: ['✳ Claude\u001b[2J'] }),
    ],
  } as const;
  expect(explanationLines(explanation, plain, 100_000)).toEqual([
    'TD2  waiting, by hook, for 1m: your permission: Bash: npm test',
    'its agent, claude, is waiting',
    '',
    '   process  runs     process 7',
    '>  hook     waiting  PermissionRequest (hooks.events[2]), 1m ago',
    '   title    -        no rule fits it',
    '    │ ✳ Claude\ufffd[2J',
  ]);
});

function rung<const Part extends object>(part: Part) {
  return { says: null, at: null, lines: [], ...part };
}
