/**
 * Makes a worktree ready for its agent: ports, files that git does not bring, and the
 * plan's set-up, once in each. Begun anew after a kill, it goes on where it was.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { fail, ok, type Result } from '../base/result.js';
import { Serials } from '../base/serial.js';
import { shellWord } from '../base/shell-word.js';
import type { WorkstreamId } from '../domain/ids.js';
import { emptySubmodules } from '../git/submodules.js';
import { workOf } from '../workflow/plan-state.js';
import type { EngineContext } from './context.js';
import { endFault } from './merge/gate-fault.js';
import { runGate } from './merge/gate-process.js';
import { nameFor } from './merge/wave-refs.js';
import { factsOf } from './plan-facts.js';
import { givePorts } from './ports.js';
import { workEnvironment } from './work-environment.js';
import { giveFiles } from './worktree-files.js';

type Why = { readonly why: string };

/** What a worktree did not get: the first ones show what is amiss. */
const MAX_TOLD = 5;

const NOT_AGREED = 'its set-up was not agreed to by you on this machine; `wtmux up` asks';

export class Preparing {
  readonly #context: EngineContext;
  /** Another start of the same worktree waits until the one before has let go of it. */
  readonly #own = new Serials<WorkstreamId>();
  /** Made ready a moment ago, to be started next. */
  readonly #ready = new Set<WorkstreamId>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Whether a set-up is to run first, which may take minutes. */
  takesLong(id: WorkstreamId): boolean {
    const { state } = this.#context.plan;
    const line = state.plan.environment?.setup;
    return line !== undefined && workOf(state, id)?.setUp !== line;
  }

  prepare(id: WorkstreamId): Promise<Result<void, Why>> {
    return this.#own.run(id, () => this.#prepare(id));
  }

  async #prepare(id: WorkstreamId): Promise<Result<void, Why>> {
    const isLong = this.takesLong(id);
    if (this.#ready.delete(id) && !isLong) return ok(undefined);
    const ports = await givePorts(this.#context, id);
    if (!ports.ok) return ports;
    await this.#giveFiles(id);
    const done: Result<void, Why> = isLong ? await this.#setUp(id) : ok(undefined);
    if (done.ok && isLong) this.#ready.add(id);
    if (done.ok) await this.#lookForSubmodules(id);
    return done;
  }

  /** Those that neither the files nor the set-up have brought; told before its first start. */
  async #lookForSubmodules(id: WorkstreamId): Promise<void> {
    const { plan } = this.#context;
    const path = factsOf(plan.state, id)?.made.path;
    if (path === undefined || workOf(plan.state, id)?.firstStart !== undefined) return;
    const empty = await emptySubmodules(path);
    if (empty.length === 0) return;
    const fill = `git -C ${shellWord(path)} submodule update --init`;
    this.#tell(
      `${id}: its worktree has none of the files of ${inShort(empty).join(', ')}; ` +
        `\`${fill}\` brings them, in a plan its set-up`,
    );
  }

  #tell(text: string): void {
    const told = plainText(text, 1000);
    this.#context.feed.notify('warning', told);
    // Who started it without a console finds it there.
    this.#context.log(told);
  }

  async #giveFiles(id: WorkstreamId): Promise<void> {
    const { repo, plan, log } = this.#context;
    const path = factsOf(plan.state, id)?.made.path;
    if (path === undefined) return;
    const { link = [] } = plan.state.plan.environment ?? {};
    const { files, links, left } = await giveFiles(repo, path, link);
    if (files > 0 || links.length > 0)
      log(`${id}: ${files} files copied, ${links.length} linked`);
    if (left.length > 0) this.#tell(`${id}: ${inShort(left).join('; ')}`);
  }

  async #setUp(id: WorkstreamId): Promise<Result<void, Why>> {
    const { plan, consent, env } = this.#context;
    const { setup, timeoutMs = 0 } = plan.state.plan.environment ?? {};
    const facts = factsOf(plan.state, id);
    if (setup === undefined || !facts) return ok(undefined);
    if (!(await consent.covers([setup]))) return fail({ why: NOT_AGREED });
    const log = await this.#newLog(id);
    const end = await runGate({
      command: setup,
      folder: facts.made.path,
      log,
      timeoutMs,
      env: { ...env, ...workEnvironment(this.#context, facts) },
      started: (process) =>
        plan.record({ type: 'setUpStarted', workstream: id, process }),
    });
    const fault = endFault(end, timeoutMs);
    if (fault !== undefined)
      return fail({ why: `its set-up failed: ${fault}; its output: ${log}` });
    await plan.record({ type: 'setUp', workstream: id, line: setup });
    return ok(undefined);
  }

  async #newLog(id: WorkstreamId): Promise<string> {
    const folder = join(this.#context.paths.state, 'logs');
    const log = join(folder, `of-${nameFor(id)}-set-up.log`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(log, '', { mode: 0o600 });
    return log;
  }
}

function inShort(all: readonly string[]): readonly string[] {
  const more = all.length - MAX_TOLD;
  return [...all.slice(0, MAX_TOLD), ...(more > 0 ? [`and ${more} more`] : [])];
}
