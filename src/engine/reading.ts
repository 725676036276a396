/**
 * Reads what a worktree says of itself and records what is new: its `progress.md`, its
 * signals, and what git says of its branch. A file that is half-written, malformed or
 * huge is told once and read again when it changes.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { readInside } from '../config/text-file.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Progress, Signal } from '../domain/report.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import { isProse, readProgress } from '../formats/progress-file.js';
import { ownChanges } from '../git/history.js';
import { trackedAmong } from '../git/tracked.js';
import { operationIn, worktreeState, type WorktreeState } from '../git/worktree-state.js';
import type { Made } from '../workflow/event.js';
import { workOf } from '../workflow/plan-state.js';
import { doubtsAbout, isAbout } from '../workflow/signal.js';
import { isInTrash } from './cleaning-up.js';
import type { EngineContext } from './context.js';
import { readContextsOf } from './contexts.js';
import type { Voice } from './voice.js';
import { readNotesOf } from './notes/reading.js';
import { factsOf, landedTargetsFor, unlandedFor } from './plan-facts.js';
import { signalsIn } from './signals-in.js';

/** What a person reads of a progress file is in its first screens; the rest is not read. */
const MAX_PROGRESS_BYTES = 256 * 1024;

/** Half-written is how a file looks while it grows, but not for longer than this. */
export const CUT_OFF_MS: Milliseconds = 3000;

/** The last of each that was recorded or told, so that only news is. */
export type Seen = {
  progress: string;
  readonly signals: Map<string, string>;
  readonly doubts: Map<string, string>;
  readonly told: Set<string>;
  /** Files that look as if they were being written, since when. */
  growing: ReadonlyMap<string, Timestamp>;
};

export function nothingSeen(): Seen {
  return {
    progress: '',
    signals: new Map(),
    doubts: new Map(),
    told: new Set(),
    growing: new Map(),
  };
}

/** Whether something there looks as if it were being written, and is to be read again. */
export async function readWorktree(
  context: EngineContext,
  made: Made,
  seen: Seen,
): Promise<boolean> {
  const growing = new Map<string, Timestamp>();
  const wrong = new Set<string>();
  const voice: Voice = {
    tell: (text) => {
      wrong.add(text);
      tell(context, seen, text);
    },
    cutOff: (where) => growing.set(where, seen.growing.get(where) ?? context.now()),
  };
  // Files first, git then: what a signal claims was done before it was written.
  const signals = await signalsIn(made, voice);
  const git = gitOf(context, made, signals.length > 0);
  // Whoever waits for it meets a failure.
  git.catch(() => {});
  // Signals last: when one says done, what was done is known.
  for (const read of [readProgressOf, readContexts, readNotes, tellGitOf, recordSignals])
    await read(context, { made, seen, voice, signals, git }).catch((error: unknown) => {
      // It was put away, or removed, while it was read; who watches it tells.
      if (isGone(context, made.path)) return;
      const why = error instanceof Error ? error.message : String(error);
      voice.tell(`${made.workstream}: ${plainText(why)}`);
    });
  seen.growing = growing;
  const over = context.now() - CUT_OFF_MS;
  for (const [where, since] of growing)
    if (since <= over) voice.tell(`${where} ends in the middle; not read`);
  keepWrong(context, made, wrong);
  return [...growing.values()].some((since) => since > over);
}

/** What is wrong with its files as they are, in the words of who stands in its worktree. */
function keepWrong(
  { unread, feed }: EngineContext,
  { workstream, path }: Made,
  wrong: ReadonlySet<string>,
): void {
  const texts = [...wrong].map((text) =>
    text.replace(`${workstream}: `, '').replaceAll(`${plainText(path)}/`, ''),
  );
  if (texts.join('\n') === (unread.get(workstream) ?? []).join('\n')) return;
  unread.set(workstream, texts);
  feed.changed();
}

/** Also while its files are being removed one after the other. */
function isGone(context: EngineContext, path: string): boolean {
  return isInTrash(context, path) || context.removed.has(path) || !existsSync(path);
}

/** What is read, what was read of it before, and where to say what is wrong with it. */
type Reading = {
  readonly made: Made;
  readonly seen: Seen;
  readonly voice: Voice;
  readonly signals: readonly Signal[];
  readonly git: Promise<GitFacts>;
};

type GitFacts = WorktreeState & {
  /** Paths that the workstream's own commits changed; only where they are asked for. */
  readonly committed: readonly string[];
};

async function readProgressOf(
  context: EngineContext,
  { made: { workstream, path }, seen, voice }: Reading,
): Promise<void> {
  const file = await readInside(path, 'progress.md', MAX_PROGRESS_BYTES);
  if (!file) return;
  if (!isProse(file.text))
    return voice.tell(`${workstream}: progress.md is no text; not read`);
  const progress: Progress = readProgress(file.text);
  const text = JSON.stringify(progress);
  if (text === seen.progress) return;
  seen.progress = text;
  await context.plan.record({ type: 'progressed', workstream, progress });
}

function readContexts(context: EngineContext, { made, voice }: Reading): Promise<void> {
  return readContextsOf(context, made, voice);
}

function readNotes(context: EngineContext, { made, voice }: Reading): Promise<void> {
  return readNotesOf(context, made, voice);
}

async function recordSignals(
  context: EngineContext,
  { made, seen, voice, signals, git }: Reading,
): Promise<void> {
  const { workstream } = made;
  const others = await othersAmong(made, signals, git);
  for (const found of signals) {
    const isOwn = found.workstream === '' && !others.has(found.file);
    const signal = isOwn ? owned(context, seen, { made, signal: found }) : found;
    const about = subjectOf(context, signal);
    if (about === undefined && signal.workstream !== '')
      tellStray(context, voice, { made, signal });
    const judged = about === workstream && isUnderWay(context, workstream);
    const doubts = judged ? doubtsAbout(signal, await git, made.path) : [];
    const text = JSON.stringify(signal);
    const { file } = signal;
    const isNews = seen.signals.get(file) !== text;
    seen.signals.set(file, text);
    if (isNews)
      await context.plan.record({ type: 'signalled', workstream, signal, doubts });
    else if (judged && seen.doubts.get(file) !== doubts.join('\n'))
      await context.plan.record({ type: 'signalDoubted', workstream, doubts });
    seen.doubts.set(file, doubts.join('\n'));
  }
}

/** What git says of the branch, the worktree and the workstream's own commits. */
export async function gitOf(
  context: EngineContext,
  { workstream, path, branch, start }: Made,
  withCommitted: boolean,
): Promise<GitFacts> {
  const { repo, plan } = context;
  const { base } = plan.state.plan;
  const upon = builtUpon(context, workstream);
  const others = [start, base, ...upon];
  const [state, committed] = await Promise.all([
    worktreeState(repo, { path, branch, base, upon }),
    withCommitted ? ownChanges(repo, `refs/heads/${branch}`, others) : [],
  ]);
  return { ...state, committed };
}

/** Refs of what it builds upon, and may have merged: nothing of that is its own. */
export function builtUpon(
  { plan }: Pick<EngineContext, 'plan'>,
  workstream: WorkstreamId,
): readonly string[] {
  const facts = factsOf(plan.state, workstream)?.workstream;
  const begun = unlandedFor(plan.state, workstream).map(
    (made) => `refs/heads/${made.branch}`,
  );
  return [...(facts ? landedTargetsFor(plan.state, facts) : []), ...begun];
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

type Found = { readonly made: Made; readonly signal: Signal };

/** One that came with the branch was there before the agent. */
function isNew({ plan }: EngineContext, { made, signal }: Found): boolean {
  const begun = workOf(plan.state, made.workstream)?.firstStart;
  return begun !== undefined && (signal.writtenAt ?? 0) > begun;
}

function tellStray(context: EngineContext, voice: Voice, { made, signal }: Found): void {
  if (!isNew(context, { made, signal })) return;
  const subject = plainText(signal.workstream);
  const path = plainText(signal.file);
  voice.tell(`${made.workstream}: ${path} is of "${subject}", which is no workstream`);
}

/**
 * The files of signals that name nobody and came with a commit of others. Signals are
 * committed, so a merge brings those of what landed before.
 */
async function othersAmong(
  { path }: Made,
  signals: readonly Signal[],
  git: Promise<GitFacts>,
): Promise<ReadonlySet<string>> {
  const unnamed = signals.filter(({ workstream }) => workstream === '');
  if (unnamed.length === 0) return new Set();
  const names = unnamed.map(({ file }) => relative(path, file));
  const [tracked, merging] = await Promise.all([
    trackedAmong(path, names),
    operationIn(path),
  ]);
  const { committed, uncommitted } = await git;
  // Amid a merge what that brings is uncommitted, too.
  const own = new Set(merging ? committed : [...committed, ...uncommitted]);
  const others = names.filter((name) => tracked.has(name) && !own.has(name));
  return new Set(others.map((name) => join(path, name)));
}

/** One that names nobody is of whose worktree it is in. */
function owned(context: EngineContext, seen: Seen, { made, signal }: Found): Signal {
  const { workstream } = made;
  if (isNew(context, { made, signal })) {
    const path = plainText(signal.file);
    tell(context, seen, `${workstream}: ${path} names no workstream; taken for its own`);
  }
  return { ...signal, workstream };
}

function tell(context: EngineContext, seen: Seen, text: string): void {
  if (seen.told.has(text)) return;
  seen.told.add(text);
  context.feed.notify('warning', text);
  context.log(text);
}

async function tellGitOf(
  context: EngineContext,
  { made: { workstream }, git }: Reading,
): Promise<void> {
  const { ahead, behind, uncommitted: files } = await git;
  const uncommitted = files.length;
  const known = context.git.get(workstream);
  context.git.set(workstream, { ahead, behind, uncommitted });
  if (
    known?.ahead !== ahead ||
    known.behind !== behind ||
    known.uncommitted !== uncommitted
  )
    context.feed.changed();
}
