/** The texts that a demo agent leaves in its worktree for whoever watches it. */
import type { Milliseconds } from '../domain/time.js';
import type { DemoTask } from './task.js';

export type ProgressNews = {
  readonly task: DemoTask;
  /** Steps whose commits are made. */
  readonly done: number;
  readonly percent: number;
  readonly status: string;
};

const BAR_CELLS = 20;

export function planText(task: DemoTask, feedback: readonly string[]): string {
  const steps = task.steps.map(({ title, changes }, index) => {
    const paths = [...new Set(changes.map(({ path }) => `\`${path}\``))];
    return `${index + 1}. ${title} (${paths.join(', ')})`;
  });
  const asked = feedback.map((line) => `- ${line}`);
  return [
    `# ${task.id}: ${task.name}`,
    '',
    ...steps,
    ...(asked.length === 0 ? [] : ['', '## Changed after review', '', ...asked]),
    '',
    'Every step ends in a commit of its own, with its tests.',
    '',
  ].join('\n');
}

export function progressText({ task, done, percent, status }: ProgressNews): string {
  const filled = Math.round((percent / 100) * BAR_CELLS);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
  const boxes = task.steps.map(
    ({ title }, index) => `- [${index < done ? 'x' : ' '}] ${title}`,
  );
  return [
    `# ${task.id}: ${task.name}`,
    '',
    `${bar} ${percent}%`,
    '',
    ...boxes,
    '',
    `Status: ${status}`,
    '',
  ].join('\n');
}

/** A completion signal (seed 001's handoff files), fields as the public originals have them. */
export function signalText(task: DemoTask, timestamp: Milliseconds): string {
  const changes = task.steps.flatMap((step) => step.changes);
  const paths = (how: 'write' | 'append') => [
    ...new Set(changes.filter((change) => change.how === how).map(({ path }) => path)),
  ];
  const signal = {
    workstream: task.id,
    status: 'complete',
    timestamp: new Date(timestamp).toISOString(),
    files_created: paths('write'),
    files_modified: paths('append'),
    validation_passed: true,
    notes: `${task.steps.length} steps, each committed with its tests`,
  };
  return `${JSON.stringify(signal, null, 2)}\n`;
}
