/**
 * Whether a plan is better worked on side by side or one after the other: what its files,
 * its history and its estimates say. The measures are those of seed 002: five files, two
 * domains, less than 30 % overlap.
 */
import type { Plan } from '../../domain/plan.js';
import { forecastOf, type Forecast } from './forecast.js';
import { overlapOf, type FileFacts, type Overlap } from './overlap.js';

export type Analysis = {
  readonly forecast: Forecast;
  readonly overlap: Overlap;
  readonly criteria: readonly Criterion[];
  readonly recommended: 'parallel' | 'sequential';
  /** How many sessions at once are recommended. */
  readonly sessions: number;
  readonly why: string;
};

export type Criterion = {
  readonly what: string;
  readonly found: string;
  /** Undefined where the plan does not say enough. */
  readonly met: boolean | undefined;
};

const LEAST_FILES = 5;
const LEAST_DOMAINS = 2;
const MOST_OVERLAP_PERCENT = 30;

/** Worktrees, approvals and merges cost about that much of what is gained. */
const LEAST_SPEEDUP = 1.2;

export function analyze(plan: Plan, facts: FileFacts): Analysis {
  const forecast = forecastOf(plan);
  const overlap = overlapOf(plan.workstreams, facts);
  const criteria = criteriaOf(forecast, overlap);
  const failed = criteria.filter(({ met }) => met === false);
  const parallel = failed.length === 0;
  return {
    forecast,
    overlap,
    criteria,
    recommended: parallel ? 'parallel' : 'sequential',
    sessions: parallel ? forecast.best : 1,
    why: parallel
      ? `${forecast.best} at once are nearly as quick as any number`
      : failed.map(({ what, found }) => `${what}: ${found}`).join('; '),
  };
}

function criteriaOf(
  { sessions, best }: Forecast,
  { files, domains, percent, shared, unknown }: Overlap,
): readonly Criterion[] {
  const known = domains > 0 && unknown.length === 0;
  // What some own and others do not say can still show that there is enough to share.
  const atLeast = (met: boolean) => (met || known ? met : undefined);
  const speedup = sessions.find(({ count }) => count === best)?.speedup ?? 1;
  return [
    {
      what: `at least ${LEAST_FILES} files`,
      found: `${files}`,
      met: atLeast(files >= LEAST_FILES),
    },
    {
      what: `at least ${LEAST_DOMAINS} domains`,
      found: `${domains}`,
      met: atLeast(domains >= LEAST_DOMAINS),
    },
    {
      what: `less than ${MOST_OVERLAP_PERCENT} % of the files in several`,
      found: `${shared.length} of ${files} (${percent} %)`,
      met: domains === 0 ? undefined : percent < MOST_OVERLAP_PERCENT,
    },
    {
      what: `a speed-up of at least ${LEAST_SPEEDUP}`,
      found: `${speedup}`,
      met: speedup >= LEAST_SPEEDUP,
    },
  ];
}
