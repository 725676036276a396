/**
 * Has the work of workstreams judged by their own gates, each once at a time, and tells
 * their agents what is red.
 */
import { join } from 'node:path';
import { signalOf } from '../agents/hand-over.js';
import { findMenu } from '../agents/menu.js';
import { plainText } from '../base/plain-text.js';
import { ok, type Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { GateProcess, GateReport } from '../domain/merge.js';
import type { Gate, Workstream } from '../domain/plan.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { mayCheck, MAX_RED } from '../workflow/checking.js';
import type { Verdict } from '../workflow/report-event.js';
import { workOf } from '../workflow/plan-state.js';
import { sendNow } from './sending.js';
import type { EngineContext } from './context.js';
import { endOf } from './merge/gate-fault.js';
import { endLeftover } from './merge/gate-process.js';
import { isRed, pending } from './merge/gate-run.js';
import { factsOf } from './plan-facts.js';
import { workEnvironment } from './work-environment.js';
import { runGates } from './work-gates.js';

/** How long a menu may stand before an agent counts as not to be told. */
const MENU_MS: Milliseconds = 3_600_000;

/** What is told of a log: the end of a test run, where its failures are. */
const TOLD_CHARACTERS = 600;

const NOT_AGREED =
  'its gates run commands that were not agreed to by you on this machine; `wtmux up` asks';

export class Checks {
  readonly #context: EngineContext;
  /** By workstream and round. */
  readonly #running = new Set<string>();
  readonly #telling = new Set<WorkstreamId>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Ends in `checked`, unless the workstream is not before its gates any more. */
  async check(id: WorkstreamId): Promise<void> {
    const round = this.#roundOf(id);
    const key = `${id} ${round}`;
    if (round === undefined || this.#running.has(key)) return;
    this.#running.add(key);
    try {
      await this.#check(id, round);
    } finally {
      this.#running.delete(key);
    }
  }

  /** Tells a workstream's agent which gate is red, as soon as no menu is in the way. */
  async tellRed(id: WorkstreamId): Promise<void> {
    if (this.#telling.has(id)) return;
    this.#telling.add(id);
    try {
      await this.#tellRed(id);
    } finally {
      this.#telling.delete(id);
    }
  }

  async #check(id: WorkstreamId, round: Timestamp): Promise<void> {
    const { plan, env, paths, consent } = this.#context;
    const facts = factsOf(plan.state, id);
    const work = workOf(plan.state, id);
    if (!facts || work?.life.phase !== 'checking') return;
    // An engine was killed over it.
    if (work.life.process) endLeftover(work.life.process);
    const gates = this.#gatesOf(facts.workstream);
    if (!(await consent.covers(gates.map(({ run }) => run)))) {
      const verdict: Verdict = { type: 'refused', why: NOT_AGREED };
      const reports = gates.map(({ name }) => pending(name));
      return this.#record(id, round, { reports, verdict });
    }
    const run = (work.checks?.runs ?? 0) + 1;
    const court = {
      workstream: id,
      worktree: facts.made.path,
      logs: join(paths.state, 'logs'),
      run,
      env: { ...env, ...workEnvironment(this.#context, facts) },
      started: (reports: readonly GateReport[], process: GateProcess) =>
        plan.record({
          type: 'checkStarted',
          workstream: id,
          round,
          gates: reports,
          process,
        }),
      isOver: () => this.#roundOf(id) !== round,
    };
    const reports = await runGates(court, gates);
    await this.#record(id, round, { reports, verdict: verdictOf(reports) });
  }

  async #record(id: WorkstreamId, round: Timestamp, { reports, verdict }: Judged) {
    const ms = reports.reduce((sum, report) => sum + report.ms, 0);
    await this.#context.plan.record({
      type: 'checked',
      workstream: id,
      round,
      gates: reports,
      verdict,
      ms,
    });
  }

  async #tellRed(id: WorkstreamId): Promise<void> {
    const { plan, screens, feed } = this.#context;
    const session = factsOf(plan.state, id)?.session;
    const text = await this.#redText(id);
    if (session === undefined || text === undefined) return;
    const shown = screens.text(session);
    if (shown && findMenu(shown.lines))
      await screens.shows(session, ({ lines }) => !findMenu(lines), MENU_MS);
    if (!isToBeTold(this.#context, id)) return;
    const told = await sendNow(this.#context, id, text);
    if (told.ok) return plan.record({ type: 'redTold', workstream: id });
    const why = told.failure.message;
    feed.notify('warning', `${id} could not be told that its gate is red: ${why}`);
  }

  async #redText(id: WorkstreamId): Promise<string | undefined> {
    const { plan } = this.#context;
    const facts = factsOf(plan.state, id);
    const checks = workOf(plan.state, id)?.checks;
    const red = checks?.gates.find(isRed);
    if (!facts || !checks || !red) return undefined;
    const line = plan.state.plan.gates[red.name]?.run ?? '';
    const end = red.log === null ? '' : (await endOf(red.log)).trim();
    const last = end.slice(-TOLD_CHARACTERS).replaceAll(/\s+/g, ' ');
    return plainText(
      `The gate ${red.name} (${line}) is red, so this does not count as done: ${red.why}. ` +
        `Its output ends: ${last} ` +
        `(all of it is in ${red.log}). Mend it, commit, and write ` +
        `${signalOf(facts.workstream)} again (this was try ${checks.red} of ${MAX_RED}).`,
      4000,
    );
  }

  #gatesOf({ gates }: Workstream): readonly Gate[] {
    const known = this.#context.plan.state.plan.gates;
    return gates.flatMap((name) => known[name] ?? []);
  }

  #roundOf(id: WorkstreamId): Timestamp | undefined {
    const life = workOf(this.#context.plan.state, id)?.life;
    return life?.phase === 'checking' ? life.round : undefined;
  }
}

/** Has the gates of a workstream run again that are red. */
export async function askForCheck(
  context: EngineContext,
  { workstream: id, by }: { readonly workstream: WorkstreamId; readonly by: string },
): Promise<Result<null, Refusal>> {
  const { plan } = context;
  const facts = factsOf(plan.state, id);
  const work = workOf(plan.state, id);
  if (!facts || !work)
    return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  if (work.life.phase === 'checking') return refused(`the gates of ${id} are running`);
  if (!mayCheck(work, facts.workstream)) return refused(`${id} has no gate that is red`);
  await plan.record({ type: 'checkAsked', workstream: id, by });
  return ok(null);
}

type Overriding = {
  readonly workstream: WorkstreamId;
  readonly by: string;
  readonly reason: string;
};

/** A person has the work of a workstream count as done in spite of a red gate. */
export async function overrideGate(
  { plan }: EngineContext,
  { workstream: id, by, reason }: Overriding,
): Promise<Result<null, Refusal>> {
  const facts = factsOf(plan.state, id);
  const work = workOf(plan.state, id);
  if (!facts || !work)
    return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  if (reason.trim() === '') return usage('override: say why');
  if (work.life.phase === 'checking') return refused(`the gates of ${id} are running`);
  if (!mayCheck(work, facts.workstream)) return refused(`${id} has no gate that is red`);
  await plan.record({ type: 'gateOverridden', workstream: id, by, reason });
  return ok(null);
}

type Judged = { readonly reports: readonly GateReport[]; readonly verdict: Verdict };

function verdictOf(reports: readonly GateReport[]): Verdict {
  const red = reports.find(isRed);
  if (!red) return { type: 'green' };
  return { type: 'red', why: `its gate ${red.name} is red: ${red.why}` };
}

function isToBeTold({ plan }: EngineContext, id: WorkstreamId): boolean {
  const work = workOf(plan.state, id);
  const stands = work?.life.phase === 'running' && work.hold === undefined;
  return stands && work.checks?.told === false;
}
