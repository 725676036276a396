/**
 * Reads what a worktree says of itself and records what is new: its `progress.md`, its
 * signals, and what git says of its branch. A file that is half-written, malformed or
 * huge is told once and read again when it changes.
 */
import { join } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { namesIn, readInside } from '../config/text-file.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Progress, Signal } from '../domain/report.js';
import { readProgress } from '../formats/progress-file.js';
import { readSignal } from '../formats/signal-file.js';
import { ownChanges } from '../git/history.js';
import { resolveCommit } from '../git/refs.js';
import { uncommitted, worktreeState } from '../git/worktree-state.js';
import type { Made } from '../workflow/event.js';
import { workOf } from '../workflow/plan-state.js';
import { doubtsAbout, isAbout, type Changes } from '../workflow/signal.js';
import { isInTrash } from './cleaning-up.js';
import type { EngineContext } from './context.js';
import { factsOf, landedTargetsFor } from './plan-facts.js';

/** What a person reads of a progress file is in its first screens; the rest is not read. */
const MAX_PROGRESS_BYTES = 256 * 1024;

/** An honest signal has a few hundred bytes; lists of files may make it some thousands. */
const MAX_SIGNAL_BYTES = 1024 * 1024;

const SIGNALS = '.claude/handoff';

/** The last of each that was recorded or told, so that only news is. */
export type Seen = {
  progress: string;
  readonly signals: Map<string, string>;
  readonly doubts: Map<string, string>;
  readonly told: Set<string>;
};

export function nothingSeen(): Seen {
  return { progress: '', signals: new Map(), doubts: new Map(), told: new Set() };
}

export async function readWorktree(
  context: EngineContext,
  made: Made,
  seen: Seen,
): Promise<void> {
  // Signals last: when one says done, what was done is known.
  for (const read of [readProgressOf, readGitOf, readSignalsOf])
    await read(context, made, seen).catch((error: unknown) => {
      // It was put away while it was read.
      if (isInTrash(context, made.path)) return;
      const why = error instanceof Error ? error.message : String(error);
      tell(context, seen, `${made.workstream}: ${plainText(why)}`);
    });
}

async function readProgressOf(
  context: EngineContext,
  { workstream, path }: Made,
  seen: Seen,
): Promise<void> {
  const file = await readInside(path, 'progress.md', MAX_PROGRESS_BYTES);
  if (!file) return;
  const progress: Progress = readProgress(file.text);
  const text = JSON.stringify(progress);
  if (text === seen.progress) return;
  seen.progress = text;
  await context.plan.record({ type: 'progressed', workstream, progress });
}

async function readSignalsOf(
  context: EngineContext,
  made: Made,
  seen: Seen,
): Promise<void> {
  const folder = join(made.path, SIGNALS);
  const changes = once(() => changesOf(context, made));
  for (const name of await namesIn(folder, '.signal')) {
    const signal = await readOneSignal(context, {
      made,
      seen,
      file: join(SIGNALS, name),
    });
    if (!signal) continue;
    const { workstream } = made;
    const about = subjectOf(context, signal);
    if (about === undefined) tellStray(context, seen, { made, signal });
    const judged = about === workstream && isUnderWay(context, workstream);
    const doubts = judged ? doubtsAbout(signal, await changes(), made.path) : [];
    const text = JSON.stringify(signal);
    const isNews = seen.signals.get(name) !== text;
    seen.signals.set(name, text);
    if (isNews)
      await context.plan.record({ type: 'signalled', workstream, signal, doubts });
    else if (judged && seen.doubts.get(name) !== doubts.join('\n'))
      await context.plan.record({ type: 'signalDoubted', workstream, doubts });
    seen.doubts.set(name, doubts.join('\n'));
  }
}

/** What the workstream's own commits and its worktree changed, as git says it. */
async function changesOf(context: EngineContext, made: Made): Promise<Changes> {
  const { repo, plan } = context;
  const workstream = factsOf(plan.state, made.workstream)?.workstream;
  const tip = await resolveCommit(repo, `refs/heads/${made.branch}`);
  const others = [
    plan.state.plan.base,
    ...(workstream ? landedTargetsFor(plan.state, workstream) : []),
  ];
  const known = await Promise.all(others.map((ref) => resolveCommit(repo, ref)));
  const commits = [made.start, ...known.filter((commit) => commit !== undefined)];
  return {
    committed: tip ? await ownChanges(repo, tip, commits) : [],
    uncommitted: await uncommitted(made.path),
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** The workstream of the plan that a signal speaks of. */
function subjectOf({ plan }: EngineContext, signal: Signal): WorkstreamId | undefined {
  return plan.state.plan.workstreams.find((one) => isAbout(signal, one))?.id;
}

/** Its work is not behind it: what landed is in the base, where nothing is its own any more. */
function isUnderWay({ plan }: EngineContext, id: WorkstreamId): boolean {
  const state = factsOf(plan.state, id)?.state;
  return state !== undefined && state !== 'landed' && state !== 'rolled_back';
}

/** A signal that came with the branch was there before the agent. */
function tellStray(
  context: EngineContext,
  seen: Seen,
  { made, signal }: { readonly made: Made; readonly signal: Signal },
): void {
  const begun = workOf(context.plan.state, made.workstream)?.firstStart;
  if (begun === undefined || (signal.writtenAt ?? 0) <= begun) return;
  const subject = plainText(signal.workstream);
  const path = plainText(signal.file);
  tell(
    context,
    seen,
    `${made.workstream}: ${path} is of "${subject}", which is no workstream`,
  );
}

type SignalFile = { readonly made: Made; readonly seen: Seen; readonly file: string };

async function readOneSignal(
  context: EngineContext,
  { made, seen, file }: SignalFile,
): Promise<Signal | undefined> {
  const read = await readInside(made.path, file, MAX_SIGNAL_BYTES);
  if (!read) return undefined;
  const path = join(made.path, file);
  const where = `${made.workstream}: ${plainText(path)}`;
  if (!read.whole) {
    tell(context, seen, `${where} is larger than ${MAX_SIGNAL_BYTES} bytes; not read`);
    return undefined;
  }
  const signal = readSignal(read.text, path);
  if (signal.ok) return { ...signal.value, writtenAt: read.writtenAt };
  // Half-written is how a file looks while it grows; the next change tells.
  if (!signal.failure.partial) tell(context, seen, `${where}: ${signal.failure.why}`);
  return undefined;
}

function tell(context: EngineContext, seen: Seen, text: string): void {
  if (seen.told.has(text)) return;
  seen.told.add(text);
  context.feed.notify('warning', text);
  context.log(text);
}

async function readGitOf(
  context: EngineContext,
  { workstream, path, branch }: Made,
): Promise<void> {
  const { base } = context.plan.state.plan;
  const state = await worktreeState(context.repo, { path, branch, base });
  const { ahead, behind, dirty } = state;
  const known = context.git.get(workstream);
  context.git.set(workstream, { ahead, behind, dirty });
  if (known?.ahead !== ahead || known.behind !== behind || known.dirty !== dirty)
    context.feed.changed();
}
