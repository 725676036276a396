/**
 * What a demonstration took against what its plan allows and against what people wrote
 * down who did the same by hand. A busy machine makes everything between the agents' work
 * longer, so its load is told.
 */
import type { ByHand, Demo } from '../demo/demo.js';
import type { Report } from '../domain/plan-report.js';
import { duration } from '../domain/time.js';

export type Comparison = {
  readonly name: string;
  /** The share by which it took longer than its agents along the critical path. */
  readonly overCriticalPath: number;
  /** By its estimates, with nothing between the agents' work; null without any. */
  readonly mostSpeedup: number | null;
  /** Null where nobody wrote down how long it took. */
  readonly byHand: (ByHand & { readonly speedup: number }) | null;
  readonly load: number;
  readonly cores: number;
};

type Times = Pick<Report, 'criticalPathMs' | 'makespanMs' | 'planned'>;
type Machine = Pick<Comparison, 'load' | 'cores'>;

export function comparisonOf(
  { criticalPathMs, makespanMs, planned }: Times,
  { name, byHand }: Demo,
  { load, cores }: Machine,
): Comparison {
  const over = criticalPathMs > 0 ? makespanMs / criticalPathMs - 1 : 0;
  return {
    name,
    overCriticalPath: Number(over.toFixed(3)),
    mostSpeedup: planned?.speedup ?? null,
    byHand: byHand
      ? { ...byHand, speedup: Number((byHand.sequential / byHand.parallel).toFixed(2)) }
      : null,
    load: Number(load.toFixed(1)),
    cores,
  };
}

export function comparisonLines(
  { planned }: Pick<Report, 'planned'>,
  comparison: Comparison,
): readonly string[] {
  const { overCriticalPath, byHand, load, cores } = comparison;
  const percent = (100 * overCriticalPath).toFixed(1);
  return [
    `${percent} % longer than the critical path, at a load of ${load} on ${cores} cores`,
    ...(planned
      ? [
          `${times(planned.speedup)} is the most that its plan allows: ${duration(planned.sequentialMs)} in ${duration(planned.makespanMs)}`,
        ]
      : []),
    ...(byHand
      ? [
          `${times(byHand.speedup)} was written down by those who did it by hand: ${byHand.sequential} ${byHand.unit} in ${byHand.parallel}`,
        ]
      : []),
    ...(byHand?.remark === undefined ? [] : [`  ${byHand.remark}`]),
  ];
}

function times(speedup: number): string {
  return `${speedup.toFixed(2)} times as fast`;
}
