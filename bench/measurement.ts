/** What a measurement is told, and how it tells what it found. */
import type { Measured } from './results.js';
import type { RowId } from './rows.js';
import { shuffled } from './statistics.js';
import type { SubjectName } from './subjects.js';

export type Task = {
  readonly rounds: number;
  /** Those that are installed. */
  readonly subjects: readonly SubjectName[];
  readonly wants: (row: RowId) => boolean;
  /** One round's figure. */
  readonly found: (row: RowId, subject: Measured, figure: number) => void;
};

export type Measurement = {
  readonly rows: readonly RowId[];
  readonly measure: (task: Task) => Promise<void>;
};

/** Calls `measure` for every subject in every round, the subjects in turns of chance. */
export async function inTurns(
  { rounds, subjects }: Pick<Task, 'rounds' | 'subjects'>,
  measure: (subject: SubjectName) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1)
    for (const subject of shuffled(subjects)) await named(subject, measure(subject));
}

/** Says in whose turn it failed. */
async function named(subject: SubjectName, turn: Promise<void>): Promise<void> {
  try {
    await turn;
  } catch (error) {
    throw new Error(`with ${subject}`, { cause: error });
  }
}

/** For what is shown beside other programs. */
export function besideOthers({
  rounds,
  subjects,
}: Pick<Task, 'rounds' | 'subjects'>): Pick<Task, 'rounds' | 'subjects'> {
  return { rounds, subjects: subjects.filter((name) => name !== 'bare pty') };
}
