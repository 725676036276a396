/**
 * What happened to a plan and when: for each workstream and wave the stretches of time it
 * worked, waited for a person or stood before gates, what its gates said each time, and
 * the moments worth telling.
 *
 * A fold over the same events as the plan's state, which forgets how it came about. What
 * a new plan does not share with the one before is forgotten here as well.
 */
import type { WaveId, WorkstreamId } from '../../domain/ids.js';
import type { GateReport, MergeStep } from '../../domain/merge.js';
import type {
  Activity,
  ConflictEntry,
  Snapshot,
  Stretch,
} from '../../domain/plan-report.js';
import type { Timestamp } from '../../domain/time.js';
import { itemAt } from '../chunks.js';
import type { PlanEvent } from '../event.js';
import { sharedWork, waveOf, workOf, type PlanState } from '../plan-state.js';
import { snapshotIn, withSnapshot } from '../snapshots.js';
import { activityOfWave, activityOfWork } from './activity.js';
import { toldBy, type Happened, type ToldMoment } from './moments.js';
import { touchedBy } from './touched.js';

/** Of one workstream or wave. */
export type Story = {
  /** When the plan was taken that brought it. */
  readonly begun: Timestamp;
  readonly stretches: readonly Stretch[];
  /** What is under way. */
  readonly open: Omit<Stretch, 'until'> | undefined;
  readonly doneAt: Timestamp | undefined;
  readonly landedAt: Timestamp | undefined;
  readonly trials: readonly Trial[];
  /** How its wave was merged when it landed last. */
  readonly steps: readonly MergeStep[];
  readonly snapshots: readonly Snapshot[];
};

/** What gates said of it once. */
export type Trial = {
  readonly at: Timestamp;
  readonly gates: readonly GateReport[];
  /** Why it did not pass; null when it did. */
  readonly why: string | null;
};

type Mutable<Record> = {
  -readonly [Key in keyof Record]: Record[Key] extends readonly (infer Item)[]
    ? Item[]
    : Record[Key];
};

type Draft = Mutable<Story>;

export class Chronicle {
  #works = new Map<WorkstreamId, Draft>();
  #waves = new Map<WaveId, Draft>();
  #moments: ToldMoment[] = [];
  #conflicts: ConflictEntry[] = [];

  get moments(): readonly ToldMoment[] {
    return this.#moments;
  }

  /** Of all merges that were tried, each path of a wave once for each outcome. */
  get conflicts(): readonly ConflictEntry[] {
    return this.#conflicts;
  }

  ofWork(id: WorkstreamId): Story | undefined {
    return this.#works.get(id);
  }

  ofWave(id: WaveId): Story | undefined {
    return this.#waves.get(id);
  }

  /** Takes in what `event` made of a plan. */
  take(event: PlanEvent, before: PlanState, after: PlanState): void {
    if (after === before) return;
    if (event.type === 'planTaken') this.#turnPage(before, after);
    const change = { event, before, after, touched: touchedBy(event, after) };
    this.#moments.push(...toldBy(change));
    this.#follow(change);
    if (event.type === 'checked')
      this.#try(this.#works.get(event.workstream), event, {
        why: event.verdict.type === 'green' ? null : event.verdict.why,
      });
    if (event.type === 'snapshotTaken') this.#snap(event);
    if (event.type === 'mergeBlocked' || event.type === 'landed') this.#merged(event);
  }

  #turnPage(before: PlanState, after: PlanState): void {
    const isKept = (id: WorkstreamId) => {
      const workstream = after.plan.workstreams[after.graph.workstreams.get(id) ?? -1];
      return workstream !== undefined && sharedWork(before, workstream) !== undefined;
    };
    const targets = new Map(before.plan.waves.map(({ id, target }) => [id, target]));
    const waves = new Set(
      after.plan.waves
        .filter(({ id, target }) => targets.get(id) === target)
        .map(({ id }) => id),
    );
    this.#works = new Map([...this.#works].filter(([id]) => isKept(id)));
    this.#waves = new Map([...this.#waves].filter(([id]) => waves.has(id)));
    const known = new Set<string>([...this.#works.keys(), ...this.#waves.keys()]);
    this.#moments = this.#moments.filter(({ subject }) => known.has(subject));
    this.#conflicts = this.#conflicts.filter(({ wave }) => known.has(wave));
  }

  #follow({ event: { at }, before, after, touched }: Happened): void {
    for (const index of touched.works) {
      const id = after.plan.workstreams[index]?.id;
      const work = itemAt(after.works, index);
      if (id === undefined || !work) continue;
      const story = of(this.#works, id, at);
      act(story, activityOfWork(work), at);
      const { phase } = work.life;
      const was = workOf(before, id)?.life.phase;
      if (phase === 'done' && was !== 'done') story.doneAt = at;
      if (phase === 'landed' && was !== 'landed') story.landedAt = at;
    }
    for (const index of touched.waves) {
      const plan = after.plan.waves[index];
      const wave = itemAt(after.waves, index);
      if (!plan || !wave) continue;
      const story = of(this.#waves, plan.id, at);
      act(story, activityOfWave(wave, plan), at);
      const was = waveOf(before, plan.id)?.life;
      if (wave.life.phase === 'landed' && was !== wave.life) story.landedAt = at;
    }
  }

  #snap(event: Extract<PlanEvent, { readonly type: 'snapshotTaken' }>): void {
    const story = this.#works.get(event.workstream);
    if (story) story.snapshots = [...withSnapshot(story.snapshots, snapshotIn(event))];
  }

  #merged(event: Extract<PlanEvent, { readonly type: 'mergeBlocked' | 'landed' }>): void {
    const story = this.#waves.get(event.wave);
    const { at, wave, gates = [] } = event;
    if (event.type === 'mergeBlocked') {
      for (const { path, ours, theirs } of event.conflicts)
        this.#conflict({ at, wave, path, rule: null, between: [ours, theirs] });
      if (gates.length > 0) this.#try(story, { at, gates }, { why: event.why });
      return;
    }
    const steps = event.steps ?? [];
    if (story && steps.length > 0) story.steps = [...steps];
    for (const { path, rule } of steps.flatMap(({ resolved }) => resolved))
      this.#conflict({ at, wave, path, rule, between: null });
    if (gates.length > 0) this.#try(story, { at, gates }, { why: null });
  }

  #conflict(entry: ConflictEntry): void {
    const known = this.#conflicts.some(
      ({ wave, path, rule }) =>
        wave === entry.wave && path === entry.path && rule === entry.rule,
    );
    if (!known) this.#conflicts.push(entry);
  }

  #try(
    story: Draft | undefined,
    { at, gates }: Pick<Trial, 'at' | 'gates'>,
    { why }: Pick<Trial, 'why'>,
  ): void {
    story?.trials.push({ at, gates, why });
  }
}

/** What was done until `now`, the stretch under way included. */
export function stretchesUntil(
  story: Story | undefined,
  now: Timestamp,
): readonly Stretch[] {
  if (!story) return [];
  const { stretches, open } = story;
  return open ? [...stretches, { ...open, until: Math.max(open.from, now) }] : stretches;
}

function of<Id>(stories: Map<Id, Draft>, id: Id, at: Timestamp): Draft {
  const known = stories.get(id);
  if (known) return known;
  const story: Draft = {
    begun: at,
    stretches: [],
    open: undefined,
    doneAt: undefined,
    landedAt: undefined,
    trials: [],
    steps: [],
    snapshots: [],
  };
  stories.set(id, story);
  return story;
}

/** Ends what was under way and begins what is. A clock that was put back ends it at once. */
function act(story: Draft, activity: Activity | undefined, at: Timestamp): void {
  const { open } = story;
  if (open?.activity === activity) return;
  if (open) story.stretches.push({ ...open, until: Math.max(open.from, at) });
  story.open = activity === undefined ? undefined : { activity, from: at };
}
