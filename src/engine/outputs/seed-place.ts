/**
 * The user's own checkout as a place for outputs, where a plan says `compat: true`. Only
 * files that wtmux itself wrote are ever replaced, and none that git tracks: what was
 * written is remembered by its hash before it is written.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputFile } from '../../domain/outcome.js';
import { trackedAmong } from '../../git/tracked.js';
import { absent, obstacleIn } from './obstacle.js';
import { writeWhole } from './whole-file.js';

/** By path: the hashes of the text of before and of the new one. */
type Written = Readonly<Record<string, readonly string[]>>;

export class SeedPlace {
  readonly #root: string;
  readonly #memory: string;
  /** In wtmux's own folder: nobody can have put a link there. */
  readonly #draft: string;
  #written: Written | undefined;

  /** `folder` is wtmux's own, where the hashes are kept. */
  constructor(root: string, folder: string) {
    this.#root = root;
    this.#memory = join(folder, 'compat.json');
    this.#draft = join(folder, 'compat.draft');
  }

  /** Those of `paths` where somebody else's file stands. */
  async takenAmong(paths: readonly string[]): Promise<ReadonlySet<string>> {
    const taken = new Set(await trackedAmong(this.#root, paths));
    for (const path of paths) {
      if ((await obstacleIn(this.#root, path)) !== undefined) continue;
      const text = await contentOf(join(this.#root, path));
      if (text !== undefined && !(await this.#isOwn(path, text))) taken.add(path);
    }
    return taken;
  }

  /** By path, why files are not written, in words; none for those that stand there. */
  async writeAll(files: readonly OutputFile[]): Promise<ReadonlyMap<string, string>> {
    const paths = files.map(({ path }) => path);
    const tracked = await trackedAmong(this.#root, paths);
    const left = new Map<string, string>();
    for (const file of files) {
      const why = tracked.has(file.path) ? 'git tracks it' : await this.#write(file);
      if (why !== undefined) left.set(file.path, why);
    }
    return left;
  }

  async #write({ path, text, lessens }: OutputFile): Promise<string | undefined> {
    const file = join(this.#root, path);
    const obstacle = await obstacleIn(this.#root, path);
    if (obstacle !== undefined) return obstacle;
    const before = await contentOf(file);
    if (before === text || (lessens === true && before !== undefined)) return undefined;
    if (before !== undefined && !(await this.#isOwn(path, before)))
      return 'it was not written by wtmux, or was changed since';
    await this.#remember(path, [before, text]);
    await writeWhole(file, text, { draft: this.#draft, folderMode: 0o777, mode: 0o666 });
    return undefined;
  }

  async #isOwn(path: string, text: string): Promise<boolean> {
    return (await this.#memories())[path]?.includes(hash(text)) ?? false;
  }

  async #remember(path: string, texts: readonly (string | undefined)[]): Promise<void> {
    const hashes = texts.flatMap((text) => (text === undefined ? [] : [hash(text)]));
    this.#written = { ...(await this.#memories()), [path]: hashes };
    const draft = this.#draft;
    const text = JSON.stringify(this.#written);
    await writeWhole(this.#memory, text, { draft, folderMode: 0o700, mode: 0o600 });
  }

  /** One that cannot be read knows of nothing, so that nothing is replaced. */
  async #memories(): Promise<Written> {
    this.#written ??= parse(await contentOf(this.#memory));
    return this.#written;
  }
}

function parse(text: string | undefined): Written {
  if (text === undefined) return {};
  try {
    const read: unknown = JSON.parse(text);
    return isWritten(read) ? read : {};
  } catch {
    return {};
  }
}

function isWritten(value: unknown): value is Written {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((hashes) => Array.isArray(hashes))
  );
}

async function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => absent(error));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
