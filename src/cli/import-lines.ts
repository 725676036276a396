/** What became of an imported document, as lines for the person who imports it. */
import type { ImportedPlan } from '../formats/import/import-plan.js';
import type { Remark } from '../formats/import/foreign.js';
import { count } from './table.js';

/** All of it, so that nothing is lost silently. `file` stands before each line's number. */
export function importLines(
  { form, plan, assumed, unread, repaired }: ImportedPlan,
  file: string,
): readonly string[] {
  const parts = [
    count(plan.workstreams.length, 'workstream'),
    count(plan.waves.length, 'wave'),
    count(Object.keys(plan.gates).length, 'gate'),
    count(plan.rules.length, 'rule'),
  ];
  const mended =
    repaired === 0
      ? ''
      : `; ${count(repaired, 'garbled text')} put right (wrong encoding)`;
  return [
    `${file}: read as ${form}: ${parts.join(', ')}${mended}`,
    ...section('assumed', assumed, file),
    ...section('not understood, so not in the plan', unread, file),
  ];
}

function section(
  title: string,
  remarks: readonly Remark[],
  file: string,
): readonly string[] {
  if (remarks.length === 0) return [];
  return [`${title}:`, ...remarks.map((remark) => `  ${file}:${remarkLine(remark)}`)];
}

function remarkLine({ line, last, text }: Remark): string {
  return last === undefined || last === line
    ? `${line}: ${text}`
    : `${line}-${last}: ${text}`;
}
