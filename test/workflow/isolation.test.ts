/** Members are letters; a guilty text says which of them together make the gate red. */
import { describe, expect, it } from 'vitest';
import {
  findingOf,
  withDependants,
  type Finding,
  type Members,
} from '../../src/workflow/isolation.js';
import { random } from '../helpers/random.js';

const ALL = 'ABCDEFG';

describe('findingOf', () => {
  it.each([
    ['I1 what was red before is nobody’s fault', '', {}, 'base', 'base'],
    ['I2 one that is red alone', 'D', {}, 'D alone', 'base ABC ABCDE ABCD D'],
    ['I2 the first of all needs no trial of its own', 'A', {}, 'A alone', 'base ABC A'],
    [
      'I3 two that do not go together',
      'BF',
      {},
      'F with B',
      'base ABC ABCDE ABCDEF F ABF AF',
    ],
    [
      'I4 what it needs comes along',
      'CE',
      { E: 'C' },
      'E alone',
      'base ABC ABCDE ABCD CE',
    ],
    [
      'I5 of two guilty ones the earlier is found',
      'C,F',
      {},
      'C alone',
      'base ABC A AB C',
    ],
  ])('%s', (_rule, guilty, needs, verdict, trials) => {
    expect(isolate(guilty, needs)).toEqual([verdict, trials]);
  });

  it('I6 says so when it cannot be merged without the others', () => {
    const [verdict] = isolate('BF', {}, (selection) => selection === 'F');
    expect(verdict).toBe('F with others');
  });

  it('finds who is guilty among any, in few trials', () => {
    const chance = random(20_261_130);
    for (let round = 0; round < 200; round++) {
      const pair = [chance.between(0, 6), chance.between(0, 6)].sort((a, b) => a - b);
      const guilty = [...new Set(pair)].map((member) => ALL[member]).join('');
      const [verdict, trials] = isolate(guilty, {});
      const [first, last = first] = guilty;
      expect(verdict).toBe(first === last ? `${first} alone` : `${last} with ${first}`);
      expect(trials?.split(' ').length).toBeLessThanOrEqual(8);
    }
  });
});

it('withDependants takes along what needs it, however far', () => {
  const members = membersOf({ B: 'A', C: 'B', E: 'D' });
  expect(letters(withDependants(members, 0))).toBe('ABC');
});

/** The verdict and the trials that led to it. */
function isolate(
  guilty: string,
  needs: Readonly<Record<string, string>>,
  impossible: (selection: string) => boolean = () => false,
): readonly [string, string] {
  const culprits = guilty.split(',');
  const tried: string[] = [];
  const members = membersOf(needs);
  const seen = new Map<string, 'green' | 'red' | 'impossible'>();
  for (;;) {
    const found = findingOf(members, (selection) => seen.get(letters(selection)));
    if (found.type !== 'try') return [inWords(found), tried.join(' ')];
    const selection = letters(found.selection);
    tried.push(selection || 'base');
    const red = culprits.some((all) =>
      all.split('').every((one) => selection.includes(one)),
    );
    seen.set(selection, impossible(selection) ? 'impossible' : red ? 'red' : 'green');
  }
}

function membersOf(needs: Readonly<Record<string, string>>): Members {
  const closure = (member: string): readonly string[] =>
    (needs[member] ?? '').split('').flatMap((one) => closure(one).concat(one));
  return {
    count: ALL.length,
    needs: (member) => closure(ALL[member] ?? '').map((one) => ALL.indexOf(one)),
  };
}

function inWords(found: Finding): string {
  if (found.type === 'alone') return `${ALL[found.member]} alone`;
  if (found.type !== 'together') return found.type;
  return `${ALL[found.member]} with ${found.other === undefined ? 'others' : ALL[found.other]}`;
}

function letters(selection: readonly number[]): string {
  return selection.map((member) => ALL[member]).join('');
}
