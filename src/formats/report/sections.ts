/**
 * A report as headings, tables and lists, before it is text of any kind: what it says and
 * in which order. The headings are those of the post-mortems in `.workflow/post-mortem/`.
 * The texts are foreign and raw; each writer makes them harmless in its own way.
 */
import type {
  Moment,
  OpenEnd,
  Report,
  WaveReport,
  WorkstreamReport,
} from '../../domain/plan-report.js';
import { stateWords } from '../../domain/status-in-words.js';
import { duration, momentText } from '../../domain/time.js';
import { snapshotHead, snapshotRows } from './snapshot-sections.js';
import { usageHead, usageRows, usageSummary } from './usage-sections.js';

export type Section = { readonly title: string; readonly blocks: readonly Block[] };

export type Block =
  | { readonly type: 'timeline' }
  | {
      readonly type: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly type: 'list'; readonly items: readonly Item[] };

export type Item = {
  readonly subject: string;
  readonly text: string;
  readonly when: string;
};

/** Sections that have nothing to say are left out. */
export function sectionsOf(report: Report): readonly Section[] {
  const { well, wrong, decided, open, recommended } = report.postMortem;
  return [
    { title: 'Summary', blocks: [table(['', ''], summary(report))] },
    { title: 'Execution Details', blocks: details(report) },
    { title: 'Planned Against Done', blocks: prediction(report) },
    { title: 'What Worked Well', blocks: list(well.map(past)) },
    { title: 'Challenges', blocks: list(wrong.map(past)) },
    { title: 'Decisions', blocks: list(decided.map(past)) },
    { title: 'Open', blocks: list(open.map(still)) },
    { title: 'Recommendations', blocks: list(recommended.map(still)) },
    { title: 'Metrics', blocks: metrics(report) },
    { title: 'Artifacts', blocks: artifacts(report) },
  ].filter(({ blocks }) => blocks.length > 0);
}

/** Names and values. */
export function summary(report: Report): readonly (readonly [string, string])[] {
  const { workstreams, waves, endedAt, startedAt, makespanMs, speedup } = report;
  const ended = endedAt === null ? ' so far' : '';
  const landed = workstreams.filter(({ state }) => state === 'landed').length;
  const merged = waves.filter(({ state }) => state === 'landed').length;
  return [
    ['plan', report.plan === '' ? 'none' : report.plan],
    ['started', startedAt === null ? 'not yet' : momentText(startedAt)],
    ['ended', endedAt === null ? 'not yet' : momentText(endedAt)],
    ['workstreams landed', `${landed} of ${workstreams.length}`],
    ['waves landed', `${merged} of ${waves.length}`],
    ['one after another', `${duration(report.sequentialMs)}${ended}`],
    ['critical path', `${duration(report.criticalPathMs)}${ended}`],
    ['took', `${duration(makespanMs)}${ended}`],
    [
      'speed-up',
      endedAt === null ? 'not known before the end' : `${speedup.toFixed(2)}x`,
    ],
    ['sessions at once', `${report.sessions}`],
    [
      'efficiency of a session',
      endedAt === null ? 'not known before the end' : percent(report.efficiency),
    ],
    ['waits for a person', duration(report.waitsMs)],
    ['in gates', duration(report.gatesMs)],
    ...usageSummary(report),
  ];
}

function details(report: Report): readonly Block[] {
  const { workstreams, waves } = report;
  const used = usageRows(report);
  const snapshots = snapshotRows(report);
  if (workstreams.length === 0) return [];
  return [
    { type: 'timeline' },
    table(
      [
        'Workstream',
        'Name',
        'Agent',
        'State',
        'Estimate',
        'Work',
        'Waits',
        'Gates',
        'Efficiency',
        'Gate runs',
      ],
      workstreams.map(workstreamCells),
    ),
    ...(used.length === 0 ? [] : [table(usageHead, used)]),
    ...(snapshots.length === 0 ? [] : [table(snapshotHead, snapshots)]),
    ...(waves.length === 0
      ? []
      : [
          table(
            ['Wave', 'Target', 'State', 'Commit', 'Waits', 'Gates'],
            waves.map(waveCells),
          ),
        ]),
  ];
}

function workstreamCells(one: WorkstreamReport): readonly string[] {
  const { estimateMs, efficiency, runs, redRuns } = one;
  return [
    one.id,
    one.name,
    one.agent,
    stateWords(one.state),
    estimateMs === null ? '' : duration(estimateMs),
    duration(one.workedMs),
    duration(one.waitsMs),
    duration(one.gatesMs),
    efficiency === null ? '' : percent(efficiency),
    runs === 0 ? '' : redRuns === 0 ? `${runs}` : `${runs}, ${redRuns} red`,
  ];
}

function waveCells(wave: WaveReport): readonly string[] {
  return [
    wave.id,
    wave.target,
    stateWords(wave.state),
    wave.commit?.slice(0, 10) ?? '',
    duration(wave.waitsMs),
    duration(wave.gatesMs),
  ];
}

function prediction(report: Report): readonly Block[] {
  const { planned, endedAt } = report;
  if (!planned) return [];
  const ended = endedAt !== null;
  const done = (text: string) => (ended ? text : `${text} so far`);
  const guessed =
    planned.guessed === 0 ? [] : [['without an estimate', `${planned.guessed}`, '']];
  return [
    table(
      ['', 'Planned', 'Done'],
      [
        [
          'one after another',
          duration(planned.sequentialMs),
          done(duration(report.sequentialMs)),
        ],
        [
          'critical path',
          duration(planned.criticalPathMs),
          done(duration(report.criticalPathMs)),
        ],
        ['took', duration(planned.makespanMs), done(duration(report.makespanMs))],
        [
          'speed-up',
          `${planned.speedup.toFixed(2)}x`,
          ended ? `${report.speedup.toFixed(2)}x` : '',
        ],
        ['sessions at once', `${planned.sessions}`, `${report.sessions}`],
        ...guessed,
      ],
    ),
  ];
}

function metrics(report: Report): readonly Block[] {
  const { measures, conflicts, concerns, escalations } = report;
  return [
    ...(measures.length === 0
      ? []
      : [
          table(
            ['Measured', 'Gate', 'Value', 'At least', 'When'],
            measures.map(({ subject, gate, value, min, at }) => [
              subject,
              gate,
              `${value}`,
              min === null ? '' : `${min}`,
              momentText(at),
            ]),
          ),
        ]),
    ...(conflicts.length === 0
      ? []
      : [
          table(
            ['Conflict in', 'Wave', 'Between', 'Resolved by', 'When'],
            conflicts.map(({ path, wave, between, rule, at }) => [
              path,
              wave,
              between?.join(' and ') ?? '',
              rule ?? 'no rule',
              momentText(at),
            ]),
          ),
        ]),
    ...integration(concerns),
    ...escalated(escalations),
  ];
}

function escalated(escalations: Report['escalations']): readonly Block[] {
  if (escalations.length === 0) return [];
  return [
    table(
      ['Escalated', 'What', 'Seen to by', 'When'],
      escalations.map(({ workstream, text, acknowledgedBy, since }) => [
        workstream,
        text.replace(`${workstream}: `, ''),
        acknowledgedBy ?? 'nobody yet',
        momentText(since),
      ]),
    ),
  ];
}

function integration(concerns: Report['concerns']): readonly Block[] {
  if (concerns.length === 0) return [];
  return [
    table(
      ['Fits together', 'Between', 'Provided by', 'Status', 'What differs'],
      concerns.map(({ subject, between, provider, status, text }) => [
        subject,
        between.join(' and '),
        provider ?? '',
        status,
        text,
      ]),
    ),
  ];
}

function artifacts({ waves, workstreams }: Report): readonly Block[] {
  const landings = waves.flatMap(({ id, target, commit }) =>
    commit === null ? [] : [{ subject: id, text: `${commit} on ${target}`, when: '' }],
  );
  const logs = [...workstreams, ...waves].flatMap(({ id, gates }) =>
    gates.flatMap(({ name, log }) =>
      log === null
        ? []
        : [{ subject: id, text: `log of gate ${name}: ${log}`, when: '' }],
    ),
  );
  return list([...landings, ...logs]);
}

function past({ at, subject, text }: Moment): Item {
  return { subject, text, when: momentText(at) };
}

function still({ subject, text }: OpenEnd): Item {
  return { subject, text, when: '' };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { type: 'table', head, rows };
}

function list(items: readonly Item[]): readonly Block[] {
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
