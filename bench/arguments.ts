/** The command line of the benchmarks. */
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../src/base/result.js';
import { payloadNames } from './payloads.js';
import { rows, type RowId } from './rows.js';

export type Wish =
  | {
      readonly type: 'measure';
      readonly rounds: number;
      readonly rows: readonly RowId[];
      readonly json: boolean;
      readonly compare: boolean;
      readonly save: boolean;
    }
  | { readonly type: 'profile'; readonly process: Profiled; readonly name: string }
  /** Makes the documents anew from the baseline. */
  | { readonly type: 'document' }
  | { readonly type: 'help' };

export const profiled = ['host', 'console', 'engine'] as const;
export type Profiled = (typeof profiled)[number];

const ROUNDS = 5;

const activities = [...payloadNames, 'echo', 'flood'];

export const USAGE = `npm run bench [-- OPTIONS] [NAME...]

Measures wtmux beside tmux and prints one table, in about ten minutes. NAME picks rows:
  ${names().join(', ')}, or one row such as throughput.dense

  --quick    one round instead of ${ROUNDS}
  --json     print JSON instead of the table
  --compare  exit with 1 and say what is worse than bench/baseline.json tolerates
  --save     keep the results in bench/baseline.json and make the documents from it
  --document only make the documents from bench/baseline.json
  --profile ${profiled.join('|')} [${activities.join('|')}]
             show what one process spends its time on`;

export function wishOf(args: readonly string[]): Result<Wish, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        compare: { type: 'boolean', default: false },
        save: { type: 'boolean', default: false },
        document: { type: 'boolean', default: false },
        profile: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return ok({ type: 'help' });
    if (values.document) return ok({ type: 'document' });
    if (values.profile !== undefined) return profileWish(values.profile, positionals);
    const { json, compare, save } = values;
    const picked = pickedRows(positionals);
    if (!picked.ok) return picked;
    const rounds = values.quick ? 1 : ROUNDS;
    return ok({ type: 'measure', rounds, rows: picked.value, json, compare, save });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function profileWish(
  wanted: string,
  [name = 'plain', ...more]: readonly string[],
): Result<Wish, string> {
  const process = profiled.find((one) => one === wanted);
  if (!process) return fail(`--profile takes ${profiled.join(', ')}, not ${wanted}`);
  if (more.length > 0 || !activities.includes(name))
    return fail(`a profile is taken of one of ${activities.join(', ')}`);
  return ok({ type: 'profile', process, name });
}

function pickedRows(positionals: readonly string[]): Result<readonly RowId[], string> {
  const ids = rows.map(({ id }) => id);
  const unknown = positionals.find((name) => !ids.some((id) => isNamed(id, name)));
  if (unknown !== undefined)
    return fail(`no row is named ${unknown}; there are ${ids.join(', ')}`);
  if (positionals.length === 0) return ok(ids);
  return ok(ids.filter((id) => positionals.some((name) => isNamed(id, name))));
}

function isNamed(id: RowId, name: string): boolean {
  return id === name || id.startsWith(`${name}.`);
}

/** The first parts of the rows' names. */
function names(): readonly string[] {
  return [...new Set(rows.map(({ id }) => id.replace(/\..*/, '')))];
}
