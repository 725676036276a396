/**
 * Records what agents use: what their hooks tell, and what stands in their files. Looked
 * at when an agent gives a sign of life, and not more often than a person reads it; of a
 * quiet agent nothing is read.
 */
import { realpath } from 'node:fs/promises';
import { fieldsNamed, placesOf } from '../../agents/file-places.js';
import { usageInEvent, type Told, type ToldEvent } from '../../agents/usage-told.js';
import { Serial } from '../../base/serial.js';
import { filesLike } from '../../config/file-pattern.js';
import type { WorkstreamId } from '../../domain/ids.js';
import { isSameTokens, type ContextFill, type Counted } from '../../domain/usage.js';
import type { AgentSpec } from '../../formats/agent-file.js';
import type { HookEvent } from '../../formats/hook-event.js';
import { workOf } from '../../workflow/plan-state.js';
import type { WorkUsage } from '../../workflow/usage.js';
import { agentOf } from '../agent-of.js';
import type { EngineContext } from '../context.js';
import { factsOf } from '../plan-facts.js';
import { headOf, UsageFilesRead, type UsageFile } from './reading-usage.js';

/** A journal of a day at work has some thousand lines of it. */
const LOOK_MS = 3000;

/** Its start is recorded when it has begun. */
const EARLY_MS = 10_000;

type Parts = Pick<
  EngineContext,
  'plan' | 'agents' | 'defaultAgent' | 'env' | 'now' | 'log'
>;

/** What is known of the agent of a workstream. */
type Watched = {
  readonly agent: string;
  readonly files: UsageFilesRead | undefined;
  /** Files that were looked into; undefined for one that is not its agent's. */
  readonly heads: Map<string, UsageFile | undefined>;
  /** Of the events of its hook, those fields that name its files. */
  fields: HookEvent;
  /** What its hook told last. */
  told: Told;
  /** The sums that it told, by what they are of; of its run, under an empty name. */
  readonly sums: Map<string, Pick<Told, 'tokens' | 'cost'>>;
  lookedAt: number;
  timer: NodeJS.Timeout | undefined;
};

export class Using implements Disposable {
  readonly #context: Parts;
  readonly #watched = new Map<WorkstreamId, Watched>();
  readonly #looks = new Serial();
  #closed = false;

  constructor(context: Parts) {
    this.#context = context;
  }

  /** An event of its agent's hook. */
  hear(id: WorkstreamId, event: HookEvent): void {
    const agent = this.#agentOf(id);
    if (!agent) return;
    const watched = this.#of(id, agent.spec);
    const { usage } = agent.spec;
    const told = usageInEvent(usage?.events, event);
    const fields = usage ? fieldsNamed(usage.files) : [];
    for (const field of fields) {
      const value = event[field];
      if (value !== undefined) watched.fields = { ...watched.fields, [field]: value };
    }
    if (told) take(watched, told);
    if (told || watched.files) this.#lookSoon(id, watched);
  }

  /** Its agent gave a sign of life, or ended. */
  stirred(id: WorkstreamId): void {
    const agent = this.#agentOf(id);
    if (!agent?.spec.usage?.lines) return;
    this.#lookSoon(id, this.#of(id, agent.spec));
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const { timer } of this.#watched.values()) clearTimeout(timer);
  }

  #agentOf(id: WorkstreamId) {
    const facts = factsOf(this.#context.plan.state, id);
    const agent = facts && agentOf(this.#context, facts.workstream);
    return agent?.ok ? agent.value : undefined;
  }

  #of(id: WorkstreamId, { name, usage }: AgentSpec): Watched {
    const known = this.#watched.get(id);
    if (known?.agent === name) return known;
    clearTimeout(known?.timer);
    const rule = usage?.lines;
    const counted = this.#usageOf(id)?.counted ?? new Map();
    const made: Watched = {
      agent: name,
      files: rule && new UsageFilesRead(rule, counted),
      heads: new Map(),
      fields: {},
      told: {},
      sums: new Map(),
      lookedAt: 0,
      timer: undefined,
    };
    this.#watched.set(id, made);
    return made;
  }

  #usageOf(id: WorkstreamId): WorkUsage | undefined {
    return workOf(this.#context.plan.state, id)?.usage;
  }

  #lookSoon(id: WorkstreamId, watched: Watched): void {
    if (watched.timer || this.#closed) return;
    const wait = Math.max(0, watched.lookedAt + LOOK_MS - this.#context.now());
    watched.timer = setTimeout(
      () => {
        watched.timer = undefined;
        watched.lookedAt = this.#context.now();
        this.#looks
          .run(() => this.#look(id, watched))
          .catch((error: unknown) => this.#context.log(`${id}: ${String(error)}`));
      },
      Math.min(wait, LOOK_MS),
    );
  }

  async #look(id: WorkstreamId, watched: Watched): Promise<void> {
    if (this.#closed) return;
    const read = await watched.files?.read(await this.#filesOf(id, watched));
    if (this.#closed) return;
    if (read?.more) {
      watched.lookedAt = 0;
      this.#lookSoon(id, watched);
    }
    const known = this.#usageOf(id);
    const counted = [...(read?.counted ?? []), ...countedByHook(watched, known)];
    const context = fillOf(watched, known);
    if (counted.length > 0 || context)
      await this.#context.plan.record({ type: 'used', workstream: id, counted, context });
  }

  /** Its files, as far as they are about its worktree where they say so. */
  async #filesOf(id: WorkstreamId, watched: Watched): Promise<readonly UsageFile[]> {
    const agent = this.#agentOf(id);
    const facts = factsOf(this.#context.plan.state, id);
    const { usage } = agent?.spec ?? {};
    if (!agent || !facts || !usage) return [];
    const env = { ...this.#context.env, ...agent.spec.env, ...agent.change.env };
    const patterns = placesOf(usage.files, { fields: watched.fields, env });
    const found = (await Promise.all(patterns.map(filesLike))).flat();
    const { head: rule } = usage;
    if (!rule) return found.map((path) => ({ path, aside: false }));
    const worktree = await real(facts.made.path);
    const since = workOf(this.#context.plan.state, id)?.firstStart ?? 0;
    for (const path of found.filter((one) => !watched.heads.has(one))) {
      const head = await headOf(path, rule);
      if (!head) continue;
      const { folder, aside, began = since } = head;
      const isHere = folder === undefined || (await real(folder)) === worktree;
      const isOwn = isHere && began >= since - EARLY_MS;
      watched.heads.set(path, isOwn ? { path, aside } : undefined);
    }
    return found.flatMap((path) => watched.heads.get(path) ?? []);
  }
}

function take(watched: Watched, { of = '', ...told }: ToldEvent): void {
  watched.told = { ...watched.told, ...told };
  const { tokens, cost } = told;
  if (tokens === undefined && cost === undefined) return;
  watched.sums.set(of, {
    ...watched.sums.get(of),
    ...(tokens ? { tokens } : {}),
    ...(cost === undefined ? {} : { cost }),
  });
}

function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function countedByHook(
  { agent, sums }: Watched,
  known: WorkUsage | undefined,
): readonly Counted[] {
  return [...sums].flatMap(([of, told]) => {
    const source = `hook of ${agent}${of && ` ${of}`}`;
    const { tokens, cost } = told;
    const before = known?.counted.get(source);
    const isNews =
      (tokens && !(before?.tokens && isSameTokens(before.tokens, tokens))) ||
      (cost !== undefined && before?.cost !== cost);
    return isNews ? [{ source, ...told }] : [];
  });
}

/** Its context, if something new is known of it; its files say it sooner than its hook. */
function fillOf(
  { files, told }: Watched,
  known: WorkUsage | undefined,
): ContextFill | null {
  const read = files?.context ?? {};
  const window = read.window ?? told.window ?? null;
  const byPercent =
    told.percent === undefined || window === null
      ? undefined
      : Math.round((told.percent * window) / 100);
  const tokens = read.context ?? told.context ?? byPercent;
  if (tokens === undefined) return null;
  const now = known?.context?.now;
  const isNews = now?.tokens !== tokens || (window !== null && now.window !== window);
  return isNews ? { tokens, window } : null;
}
