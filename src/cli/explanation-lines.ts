/** Why a workstream is in its state, as lines for people: what each source says of it. */
import { plainText } from '../base/plain-text.js';
import type { Explanation, Rung } from '../domain/explanation.js';
import { duration, type Timestamp } from '../domain/time.js';
import type { Output } from './output.js';
import { table, type Cell } from './table.js';

type Printer = Pick<Output, 'paint' | 'columns'>;

/** The lines of `wtmux explain`. */
export function explanationLines(
  explanation: Explanation,
  output: Printer,
  now: Timestamp,
): readonly string[] {
  const { workstream, agent, state, source, since, waitsFor, doing, rungs } = explanation;
  const what = `${state}, by ${source}, for ${duration(now - since)}`;
  const why = waitsFor === null ? '' : `: ${waitsFor}`;
  const heads = table(
    rungs.map((rung) => headOf(rung, { counts: rung.source === source, now })),
    output,
  );
  return [
    output.paint('bold', plainText(`${workstream}  ${what}${why}`)),
    plainText(`its agent, ${agent}, is ${doing}`),
    '',
    ...rungs.flatMap(({ lines }, index) =>
      [heads[index] ?? ''].concat(
        lines.map((line) => output.paint('dim', `    │ ${plainText(line)}`)),
      ),
    ),
  ];
}

type How = { readonly counts: boolean; readonly now: Timestamp };

function headOf({ source, says, why, at }: Rung, { counts, now }: How): readonly Cell[] {
  const age = at === null ? '' : `, ${duration(now - at)} ago`;
  return [
    { text: counts ? '>' : ' ' },
    { text: source, ...(counts ? { colour: 'bold' as const } : {}) },
    { text: says ?? '-' },
    { text: `${why}${age}` },
  ];
}
