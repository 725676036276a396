/**
 * Keeps the files that other tools read up to date with the plan. They follow wholly from
 * the journal and from git, so they are made anew whenever something has changed, and when
 * an engine starts; of these, those that say something new are written.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Serial } from '../../base/serial.js';
import type { OutputFile } from '../../domain/outcome.js';
import { ignoreFiles, outputFiles } from '../../formats/outputs/output-files.js';
import { slug } from '../../formats/slug.js';
import { courseOf } from '../../workflow/report/course.js';
import { outcomeOf } from '../../workflow/report/outcome.js';
import { reportOf } from '../../workflow/report/report.js';
import type { EngineContext } from '../context.js';
import { FoundWork } from './found.js';
import { GateLogs } from './gate-logs.js';
import { SeedPlace } from './seed-place.js';
import { writeWhole } from './whole-file.js';

/** Changes are gathered this long: other tools look at files, not at every keystroke. */
const GATHER_MS = 500;

export class Outputs {
  readonly #context: EngineContext;
  readonly #found = new FoundWork();
  readonly #logs = new GateLogs();
  readonly #turns = new Serial();
  readonly #seeds: SeedPlace;
  /** The text that stands in each file, by its place and path. */
  readonly #standing = new Map<string, string>();
  /** Files that are told to be left alone. */
  readonly #told = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(context: EngineContext) {
    this.#context = context;
    this.#seeds = new SeedPlace(context.repo.root, context.paths.repository);
  }

  changed(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** Resolves when all that is known stands in the files; what cannot be written is told. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#turns
      .run(() => this.#write())
      .catch((error: unknown) => this.#tell('outputs', String(error)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
  }

  async #write(): Promise<void> {
    const { plan, repo, paths } = this.#context;
    const { state } = plan;
    if (state.plan.workstreams.length === 0) return;
    const files = await this.#files();
    const seeds = state.plan.compat === true && !repo.bare;
    // Ignored before they are there: a checkout that is dirty for a moment keeps a landing off.
    if (seeds) await this.#writeSeeds(await this.#placed(files));
    else
      for (const file of files)
        await this.#writeOwn(join(paths.repository, 'outputs'), file);
    this.#logs.written();
  }

  async #files(): Promise<readonly OutputFile[]> {
    const { plan } = this.#context;
    const { past, state } = plan;
    const found = await this.#found.find(this.#context);
    const epic = slug(state.plan.name);
    const { endedAt } = courseOf(state, 0);
    const report = endedAt === null ? undefined : reportOf(past, endedAt);
    const outcome = await this.#logs.withPrinted(outcomeOf(past, found, epic));
    return outputFiles(outcome, report);
  }

  /** In the checkout, with what keeps it from git. */
  async #placed(files: readonly OutputFile[]): Promise<readonly OutputFile[]> {
    const movable = files.filter(({ otherwise }) => otherwise !== undefined);
    const taken = await this.#seeds.takenAmong(movable.map(({ path }) => path));
    const placed = files.map((file) =>
      file.otherwise !== undefined && taken.has(file.path)
        ? { ...file, path: file.otherwise }
        : file,
    );
    return [...ignoreFiles(placed), ...placed];
  }

  async #writeOwn(folder: string, { path, text, lessens }: OutputFile): Promise<void> {
    const file = join(folder, path);
    if (this.#standing.get(file) === text) return;
    const before = await readFile(file, 'utf8').catch(() => undefined);
    const draft = `${file}.tmp`;
    if (before !== text && !(lessens === true && before !== undefined))
      await writeWhole(file, text, { draft, folderMode: 0o700, mode: 0o600 });
    this.#standing.set(file, text);
  }

  async #writeSeeds(files: readonly OutputFile[]): Promise<void> {
    const news = files.filter(({ path, text }) => this.#standing.get(path) !== text);
    const left = await this.#seeds.writeAll(news);
    for (const { path, text } of news) {
      const why = left.get(path);
      if (why === undefined) this.#standing.set(path, text);
      else this.#tell(path, `${path} is left as it is: ${why}`);
    }
  }

  #tell(what: string, text: string): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.#context.log(text);
    this.#context.feed.notify('warning', text);
  }
}
