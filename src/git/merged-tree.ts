/**
 * What `git merge-tree --write-tree -z --stdin` answers of one merge after the other, read as
 * its bytes come (git-merge-tree(1), OUTPUT).
 */
import type { CommitId } from '../domain/ids.js';
import { readable } from './run.js';

/** `theirs` is to be merged into `ours`. */
export type Pair = readonly [ours: CommitId, theirs: CommitId];

/** A clean merge has no conflicts. */
export type MergedTree = {
  /** Holds conflict markers where there are conflicts. */
  readonly tree: string;
  readonly conflicts: readonly ConflictedPath[];
};

export type ConflictedPath = {
  /** Bytes as `latin1`; `readable` shows it. */
  readonly path: string;
  /** Git's own word: `contents`, `modify/delete`, `rename/delete`, ...; or `submodule`. */
  readonly kind: string;
  /** What the merge base and the two sides have there; missing where they have nothing. */
  readonly base: Entry | undefined;
  readonly ours: Entry | undefined;
  readonly theirs: Entry | undefined;
};

/** A file in a tree: `100644`, `100755`, `120000` (link) or `160000` (submodule). */
export type Entry = { readonly mode: string; readonly oid: string };

const SUBMODULE = '160000';

/** Takes the output in any pieces. */
export class MergeAnswers {
  /** A field that has not ended yet. */
  #begun = '';
  #answer = begin();

  /** The merges of which `bytes` are the last ones. */
  take(bytes: Buffer): readonly MergedTree[] {
    const answers: MergedTree[] = [];
    const parts = `${this.#begun}${bytes.toString('latin1')}`.split('\0');
    this.#begun = parts.pop() ?? '';
    for (const field of parts) {
      const { done, value } = this.#answer.next(field);
      if (done !== true) continue;
      answers.push(value);
      this.#answer = begin();
    }
    return answers;
  }
}

/** Is given one field after the other until the merge is told. */
type Reading<Value> = Generator<undefined, Value, string>;

function begin(): Reading<MergedTree> {
  const answer = readAnswer();
  answer.next('');
  return answer;
}

function* readAnswer(): Reading<MergedTree> {
  // 1 says clean and 0 conflict, the opposite of the exit status of a single merge.
  const status = yield;
  const tree = yield;
  const stages = yield* readStages();
  const told = status === '1' ? [] : yield* readTold();
  return { tree, conflicts: conflictsOf(stages, told) };
}

type Stages = { base?: Entry; ours?: Entry; theirs?: Entry };

/** `MODE OID STAGE`, a tab and a path, up to an empty field. */
function* readStages(): Reading<ReadonlyMap<string, Stages>> {
  const stages = new Map<string, Stages>();
  for (let part = yield; part !== ''; part = yield) {
    const [, mode, oid, stage, path] = /^(\d+) (\w+) ([123])\t([^]*)$/.exec(part) ?? [];
    if (mode === undefined || oid === undefined || path === undefined) continue;
    const known = stages.get(path) ?? {};
    const side = stage === '1' ? 'base' : stage === '2' ? 'ours' : 'theirs';
    stages.set(path, { ...known, [side]: { mode, oid } });
  }
  return stages;
}

/** A conflict in git's words. */
type Told = { readonly paths: readonly string[]; readonly kind: string };

/** Count, paths, type and text, in turn, up to an empty field. */
function* readTold(): Reading<readonly Told[]> {
  const told: Told[] = [];
  for (let count = yield; count !== ''; count = yield) {
    const paths: string[] = [];
    while (paths.length < Number(count)) paths.push(yield);
    const [, kind] = /^CONFLICT \((.*)\)$/.exec(yield) ?? [];
    yield;
    if (kind !== undefined) told.push({ paths, kind: readable(kind) });
  }
  return told;
}

function conflictsOf(
  stages: ReadonlyMap<string, Stages>,
  told: readonly Told[],
): readonly ConflictedPath[] {
  const kinds = new Map(
    told.flatMap(({ paths, kind }) => paths.map((path) => [path, kind] as const)),
  );
  // A message also names where a renamed file was, which is no conflict of its own.
  const elsewhere = told.filter(({ paths }) => !paths.some((path) => stages.has(path)));
  const paths = new Set([
    ...stages.keys(),
    ...elsewhere.flatMap(({ paths: all }) => all),
  ]);
  return [...paths].map((path) => {
    const { base, ours, theirs } = stages.get(path) ?? {};
    const kind = kindOf(kinds.get(path) ?? 'contents', { ours, theirs });
    return { path, kind, base, ours, theirs };
  });
}

/** Two moves of a submodule are `contents` to git, beside what its version can tell of them. */
function kindOf(
  told: string,
  { ours, theirs }: Pick<ConflictedPath, 'ours' | 'theirs'>,
): string {
  const both = ours?.mode === SUBMODULE && theirs?.mode === SUBMODULE;
  return both && /^(contents$|submodule)/.test(told) ? 'submodule' : told;
}
