/** What `plan analyze` found, as lines for people. */
import { plainText } from '../base/plain-text.js';
import type { Plan } from '../domain/plan.js';
import type { Analysis, Criterion } from '../workflow/analysis/analyze.js';
import type { Forecast, SessionsForecast } from '../workflow/analysis/forecast.js';
import type { Overlap, Pair } from '../workflow/analysis/overlap.js';
import type { Output } from './output.js';
import { duration } from '../domain/time.js';
import { count, table, type Cell } from './table.js';

type Painter = Pick<Output, 'paint' | 'columns'>;

const MAX_NAMED = 12;

/** Naming every pair of a large plan would bury the recommendation. */
const MAX_PAIRS = 20;

export function analysisLines(
  plan: Plan,
  { forecast, overlap, criteria, recommended, sessions, why }: Analysis,
  output: Painter,
): readonly string[] {
  const how =
    recommended === 'parallel' ? `${count(sessions, 'session')} at once` : 'one session';
  return [
    ...timeLines(plan, forecast, output),
    '',
    ...indented(table(forecast.sessions.map(sessionCells(forecast)), output)),
    '',
    ...indented(table(criteria.map(criterionCells), output)),
    ...overlapLines(overlap, output),
    '',
    `${output.paint('bold', `recommended: ${recommended}`)}, ${how} (${plainText(why)})`,
  ];
}

function timeLines(
  { name, workstreams }: Plan,
  forecast: Forecast,
  output: Painter,
): readonly string[] {
  const { sequentialMs, criticalPathMs, criticalPath, guessed, guessMs, slackMs } =
    forecast;
  const slack = slackMs
    .filter(({ ms }) => ms > 0)
    .map(({ id, ms }) => `${id} ${duration(ms)}`);
  const [title, count_] = [plainText(name), count(workstreams.length, 'workstream')];
  return [
    `${output.paint('bold', title)}: ${count_}, ${duration(sequentialMs)} one after the other`,
    `critical path: ${some(criticalPath, ' -> ')}: ${duration(criticalPathMs)}`,
    ...(slack.length === 0 ? [] : [`slack: ${some(slack)}`]),
    ...(guessed === 0
      ? []
      : [
          `without an estimate, so taken for ${duration(guessMs)}: ${count(guessed, 'workstream')}`,
        ]),
  ];
}

function sessionCells({ best }: Forecast) {
  return ({ count: sessions, makespanMs, speedup }: SessionsForecast): Cell[] => [
    { text: count(sessions, 'session') },
    { text: duration(makespanMs) },
    { text: `${speedup.toFixed(2)}x` },
    { text: sessions === best ? 'best' : '', colour: 'green' },
  ];
}

function criterionCells({ what, found, met }: Criterion): readonly Cell[] {
  const word = met === undefined ? 'unknown' : met ? 'yes' : 'no';
  const colour = met === undefined ? 'dim' : met ? 'green' : 'red';
  return [{ text: what }, { text: word, colour }, { text: found, colour: 'dim' }];
}

function overlapLines({ pairs, unknown }: Overlap, output: Painter): readonly string[] {
  const more = pairs.length - MAX_PAIRS;
  return [
    ...(unknown.length === 0
      ? []
      : ['', `nothing is known of the files of ${some(unknown)}: say what they own`]),
    ...(pairs.length === 0 ? [] : ['', "in each other's way:"]),
    ...indented(table(pairs.slice(0, MAX_PAIRS).map(pairCells), output)),
    ...(more > 0 ? [`  and ${count(more, 'more pair')}`] : []),
  ];
}

function pairCells({ one, other, shared, together, commits }: Pair): readonly Cell[] {
  const [first] = shared;
  const rest = shared.length > 1 ? ` and ${shared.length - 1} more` : '';
  const past =
    commits > 0 ? `changed together in ${count(commits, 'commit')} (${together} %)` : '';
  const both = first === undefined ? '' : `both own ${first}${rest}`;
  return [
    { text: `${one} and ${other}`, colour: 'bold' },
    { text: [both, past].filter((text) => text !== '').join('; ') },
  ];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** The first of many names. */
function some(names: readonly string[], between = ', '): string {
  const more = names.length - MAX_NAMED;
  const first = names.slice(0, MAX_NAMED).join(between);
  return more > 0 ? `${first} and ${more} more` : first;
}
