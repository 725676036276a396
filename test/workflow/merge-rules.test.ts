import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { Resolution, Rule } from '../../src/domain/plan.js';
import { ruleOn } from '../../src/workflow/merge-rules.js';

const TD1 = workstreamId('TD1');
const TD2 = workstreamId('TD2');

/** TD1 is merged already, TD2 comes in. */
const sides = { ours: new Set([TD1]), theirs: new Set([TD2]) };

it.each([
  ['without a rule it stays open', [], 'open'],
  ['a rule for other paths does not help', [rule('docs/**', { type: 'ours' })], 'open'],
  [
    'ours, theirs and union decide by themselves',
    [rule('**', { type: 'union' })],
    'union',
  ],
  ['manual leaves it open, also for the rules after it', [manual(), ours()], 'open'],
  [
    'the first rule that matches decides',
    [ours(), rule('**', { type: 'theirs' })],
    'ours',
  ],
  ['an owner that is merged already keeps its side', [owner('TD1')], 'ours owner:TD1'],
  ['an owner that comes in gets its side', [owner('TD2')], 'theirs owner:TD2'],
  [
    'a driver is left to its command',
    [rule('**', { type: 'driver', command: 'merge-lock %A' })],
    'driven driver:merge-lock %A',
  ],
  ['an owner that is on neither side decides nothing', [owner('TD9')], 'open'],
] satisfies [string, Rule[], string][])('%s', (_rule, rules, expected) => {
  const ruling = ruleOn('src/config.py', rules, sides);
  const said =
    ruling.type === 'decided'
      ? [ruling.side, ruling.rule]
      : [ruling.type, ruleIn(ruling)];
  expect([...new Set(said)].join(' ').trim()).toBe(expected);
});

function ruleIn(ruling: ReturnType<typeof ruleOn>): string {
  return ruling.type === 'driven' ? ruling.rule : '';
}

function rule(path: string, resolve: Resolution): Rule {
  return { path, resolve, consult: [] };
}

function ours(): Rule {
  return rule('src/**', { type: 'ours' });
}

function manual(): Rule {
  return rule('src/*', { type: 'manual' });
}

function owner(id: string): Rule {
  return rule('config.py', { type: 'owner', workstream: workstreamId(id) });
}
