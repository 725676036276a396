/**
 * What would conflict if the workstreams were merged as they are: printed by
 * `wtmux conflicts --json`, drawn by the console as a matrix.
 */
import { plainText } from '../base/plain-text.js';
import type { CommitId, WaveId, WorkstreamId } from './ids.js';

export type Foresight = {
  /** The workstreams that have not landed, in the order in which they would be merged. */
  readonly workstreams: readonly ForeseenWorkstream[];
  /** The pairs that conflict, and those that git cannot merge at all. */
  readonly clashes: readonly Clash[];
  readonly orders: readonly WaveOrder[];
};

export type ForeseenWorkstream = {
  readonly id: WorkstreamId;
  readonly branch: string;
  /** Its branch's, or a passing one that holds its uncommitted work too. */
  readonly commit: CommitId;
  /** Where it will land. */
  readonly target: string;
  /** Whether `commit` holds uncommitted work. */
  readonly uncommitted: boolean;
};

export type Clash = {
  /** A workstream, or where one lands: what is merged first. */
  readonly ours: Party;
  readonly theirs: Party;
  readonly conflicts: readonly ForeseenConflict[];
  /** Why git cannot merge the two at all; null when it can. */
  readonly why: string | null;
};

export type Party = {
  readonly type: 'workstream' | 'target';
  /** A workstream's id, or a branch. */
  readonly name: string;
};

export type ForeseenConflict = {
  readonly path: string;
  /** Git's own word: `contents`, `modify/delete`, ... */
  readonly kind: string;
  /** The rule of the plan that would decide it, `owner:TD2`; null when none does. */
  readonly rule: string | null;
  /** Where the two differ, when it was asked for. */
  readonly hunks: readonly Hunk[] | null;
};

/** Lines that both sides changed; one that has none has nothing there. */
export type Hunk = {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** Where its lines begin in the file of each side, counted from 1; null for none. */
  readonly oursAt: number | null;
  readonly theirsAt: number | null;
};

/** The order in which a wave's members leave the fewest conflicts to a person. */
export type WaveOrder = {
  readonly wave: WaveId;
  readonly planned: Order;
  /** The planned one where no other is better. */
  readonly calmest: Order;
};

export type Order = {
  readonly members: readonly string[];
  /** Conflicts between members that no rule decides in that order. */
  readonly unruled: number;
};

/** A workstream's conflict with another one that no rule decides. */
export type Collision = {
  readonly with: WorkstreamId;
  /** One of the paths. */
  readonly path: string;
  readonly paths: number;
};

/** How many conflicts of a clash are left to a person. */
export function unruled({ conflicts }: Clash): number {
  return conflicts.filter(({ rule }) => rule === null).length;
}

/**
 * The matrix as text: workstreams against each other and, in the last column, against
 * their target. A number counts conflicts that no rule decides, `r` says that rules decide
 * them all, `!` that git cannot merge the two at all.
 */
export function matrixOf({ workstreams, clashes }: Foresight): readonly string[] {
  const names = workstreams.map(({ id }) => plainText(id));
  const first = Math.max(...names.map((name) => name.length));
  const cells = cellsOf(clashes);
  const cell = (one: string, other: string) =>
    one === other ? '\\' : (cells.get(keyOf(one, other)) ?? '·');
  const rows = workstreams.map(({ id, target }) => [
    ...workstreams.map((other) => cell(id, other.id)),
    cell(id, target),
  ]);
  const heads = [...names.map((_name, index) => `${index + 1}`), 'target'];
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row.map((text, at) => text.padStart(widths[at] ?? 0)).join(' ');
  const margin = ' '.repeat(`${names.length}`.length + 1 + first + 2);
  return [
    `${margin}${line(heads)}`,
    ...rows.map((row, at) => {
      const number = `${at + 1}`.padStart(`${names.length}`.length);
      return `${number} ${(names[at] ?? '').padEnd(first)}  ${line(row)}`;
    }),
  ];
}

function cellsOf(clashes: readonly Clash[]): ReadonlyMap<string, string> {
  return new Map(
    clashes.map((clash) => {
      const left = unruled(clash);
      const mark = clash.why !== null ? '!' : left === 0 ? 'r' : `${left}`;
      return [keyOf(clash.ours.name, clash.theirs.name), mark];
    }),
  );
}

function keyOf(...names: readonly [string, string]): string {
  return names.toSorted().join('\n');
}
