/** `npm run bench`: measures and prints the table. */
import { profile } from './profile.js';
import { Findings } from './results.js';
import { measurements } from './measurements.js';
import type { RowId } from './rows.js';
import { isInstalled, subjectNames } from './subjects.js';
import { aligned, tableLines } from './table.js';

if (process.argv[2] === '--profile') {
  const which = process.argv[3];
  if (which !== 'host' && which !== 'console' && which !== 'engine')
    throw new Error('--profile host|console|engine NAME');
  process.stdout.write(`${await profile(which, process.argv[4] ?? 'plain')}\n`);
  process.exit(0);
}
const subjects = subjectNames.filter((name) => name !== 'tmux' || isInstalled('tmux'));
const names = process.argv.slice(2).filter((one) => !one.startsWith('-'));
const rounds = process.argv.includes('--quick') ? 1 : 5;
const findings = new Findings();
const wants = (row: RowId) =>
  names.length === 0 ||
  names.some(
    (name) => row === name || row.startsWith(`${name}.`) || row.endsWith(`.${name}`),
  );
for (const measurement of Object.values(measurements))
  if (measurement.rows.some(wants))
    await measurement.measure({ rounds, subjects, wants, found: findings.add });
process.stdout.write(`${aligned(tableLines(findings.results()))}\n`);
process.exit(0);
