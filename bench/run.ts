/** `npm run bench`: does what its command line says. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { USAGE, wishOf, type Wish } from './arguments.js';
import { baselineFile, withResults, worsenings, type Baseline } from './baseline.js';
import { chart } from './chart.js';
import { document } from './document.js';
import { letGoOfAll } from './leftovers.js';
import { machine } from './machine.js';
import { measurements } from './measurements.js';
import { profile } from './profile.js';
import { Findings, type Results } from './results.js';
import type { RowId } from './rows.js';
import { isInstalled, subjectNames } from './subjects.js';
import { aligned, tableLines } from './table.js';

const root = join(import.meta.dirname, '..');
const BASELINE = join(root, 'bench/baseline.json');
const DOCUMENT = join(root, 'docs/performance.md');
const CHART = join(root, 'docs/performance.svg');

/** What a shell makes of a signal's number. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    letGoOfAll();
    process.exit(INTERRUPTED[signal]);
  });
process.exit(await main());

async function main(): Promise<number> {
  const wish = wishOf(process.argv.slice(2));
  if (!wish.ok) {
    note(`${wish.failure}\n\n${USAGE}`);
    return 2;
  }
  try {
    return await run(wish.value);
  } finally {
    letGoOfAll();
  }
}

async function run(wish: Wish): Promise<number> {
  switch (wish.type) {
    case 'help':
      print(USAGE);
      return 0;
    case 'profile':
      print(await profile(wish.process, wish.name));
      return 0;
    case 'document':
      writeDocuments(kept());
      return 0;
    case 'measure':
      return measure(wish);
    default:
      return wish satisfies never;
  }
}

type MeasureWish = Extract<Wish, { type: 'measure' }>;

async function measure(wish: MeasureWish): Promise<number> {
  const { results, failures } = await measured(wish);
  print(wish.json ? json(results) : aligned(tableLines(results)));
  const worse = wish.compare ? worsenings(kept(), results) : [];
  for (const line of worse) note(`worse: ${line}`);
  for (const line of failures) note(`failed: ${line}`);
  if (wish.save) save(results);
  return worse.length + failures.length > 0 ? 1 : 0;
}

type Measured = { readonly results: Results; readonly failures: readonly string[] };

/** One that fails costs its own rows. */
async function measured({ rounds, rows }: MeasureWish): Promise<Measured> {
  const hasTmux = isInstalled('tmux');
  if (!hasTmux) note('tmux is not installed: these are the figures of wtmux alone');
  const subjects = subjectNames.filter((name) => name !== 'tmux' || hasTmux);
  const findings = new Findings();
  const failures: string[] = [];
  const failed = new Set<RowId>();
  const wants = (row: RowId) => rows.includes(row) && !failed.has(row);
  for (const [name, one] of Object.entries(measurements)) {
    if (!one.rows.some(wants)) continue;
    note(`measuring ${name}`);
    try {
      await one.measure({ rounds, subjects, wants, found: findings.add });
    } catch (error) {
      failures.push(`${name}: ${inspect(error)}`);
      for (const row of one.rows) failed.add(row);
    }
  }
  return { results: findings.results(wants), failures };
}

function json(results: Results): string {
  return JSON.stringify(
    { machine: machine(), rows: Object.fromEntries(results) },
    null,
    2,
  );
}

function save(results: Results): void {
  const baseline: Baseline = {
    taken: new Date().toISOString().slice(0, 10),
    machine: machine(),
    rows: withResults(existsSync(BASELINE) ? kept().rows : {}, results),
  };
  writeFileSync(BASELINE, `${JSON.stringify(baseline, null, 2)}\n`);
  writeDocuments(baseline);
}

function writeDocuments(baseline: Baseline): void {
  writeFileSync(DOCUMENT, document(readFileSync(DOCUMENT, 'utf8'), baseline));
  writeFileSync(CHART, chart(baseline));
}

function kept(): Baseline {
  return baselineFile.parse(JSON.parse(readFileSync(BASELINE, 'utf8')));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
