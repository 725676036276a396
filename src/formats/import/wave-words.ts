/** Gathers the waves of a document: from headings, lists, fences and git commands. */
import type { WaveText } from '../plan-schema.js';
import { slug } from '../slug.js';
import type { Draft } from './draft.js';
import { codeIn, plain } from './markdown.js';
import type { Names } from './names.js';
import { dayOf } from './words.js';
import type { Merged } from './workstream-table.js';

const WAVE =
  /^[^\p{L}\d]*(?:integration\s+)?wave\s+(\d{1,3})\b\s*(?:(\([^)]*\))\s*)?(?:[:—–-]+\s*(.*))?$/iu;
const DATE = /\d{1,2}[./]\s?\d{1,2}[./]|\d{4}-\d{2}-\d{2}/;
const SCHEDULED = /^[^\p{L}\d]*day\s+(\d{1,3})\s*[:—–-]+\s*merge\s+wave\s+(\d{1,3})\b/iu;
const TARGET = /^(?:merge )?(?:target|onto|into)(?: branch)?\s*:\s*([\w./-]+)$/i;
const ONTO = /(?:→|->|\b(?:into|onto|to))\s*`?([\w./-]+)`?\s*$/;

export class Waves {
  readonly #draft: Draft;
  readonly #base: string;
  readonly #names: Names;
  readonly #byNumber = new Map<number, WaveText>();
  /** The branch that the document's git commands merge onto. */
  #branch: string | undefined;

  constructor(draft: Draft, base: string, names: Names) {
    this.#draft = draft;
    this.#base = base;
    this.#names = names;
  }

  /** `Wave 2 (Day 3): TD1 + TD4`; undefined for a line that introduces no wave. */
  introduce(line: number, text: string): WaveText | undefined {
    const [whole, number, when = '', rest = ''] =
      WAVE.exec(text.replaceAll('**', '')) ?? [];
    if (whole === undefined) return undefined;
    const wave = this.#numbered(Number(number), line);
    const day = dayOf(when) ?? dayOf(rest);
    if (day !== undefined) wave.day ??= day;
    const isDate = day === undefined && DATE.test(when);
    if (isDate && !this.#draft.isRead(line))
      this.#draft.doubt(line, `${when} of ${wave.id}: a plan has days, no dates`);
    this.#draft.read(line);
    const onto = codeIn(rest).find(isBranch) ?? ONTO.exec(rest)?.[1];
    if (onto !== undefined && isBranch(onto)) wave.target ??= onto;
    const ids = [...this.#names.named(when), ...this.#names.idsIn(rest)];
    for (const id of ids) this.#join(wave, id, line);
    return wave;
  }

  /** `Day 3: MERGE Wave 2`, above what is merged. */
  scheduled(line: number, text: string): WaveText | undefined {
    const [, day, number] = SCHEDULED.exec(text.replaceAll('**', '')) ?? [];
    if (number === undefined) return undefined;
    const wave = this.#numbered(Number(number), line);
    wave.day ??= Number(day);
    return wave;
  }

  /** A row of a table of waves. */
  ofTable(number: number, line: number, ids: readonly string[]): WaveText {
    const wave = this.#numbered(number, line);
    for (const id of ids) this.#join(wave, id, line);
    return wave;
  }

  /** `Target branch: integration/garden` under the title of a wave. */
  target(wave: WaveText, line: number, text: string): boolean {
    const onto = TARGET.exec(plain(text))?.[1];
    if (onto === undefined || !isBranch(onto)) return false;
    wave.target ??= onto;
    this.#draft.read(line);
    return true;
  }

  /** A row of a table that says which wave merges a workstream. */
  ofRow({ id, line, wave }: Merged): void {
    this.#join(this.#numbered(wave, line), id, line);
  }

  /** `Wave 1 Merge Quality Gates`: the wave that a line about gates speaks of. */
  spokenOf(text: string): WaveText | undefined {
    const number = /\bwave\s+(\d{1,3})\b/i.exec(text)?.[1];
    return number === undefined ? undefined : this.#byNumber.get(Number(number));
  }

  /** `git checkout -b integration/wave1-config`. */
  onto(branch: string): void {
    this.#branch = branch;
  }

  /**
   * `git merge workstream/config-management`, in a part about `current` or a day. Gives the
   * wave that merges it.
   */
  merge(branch: string, line: number, about: MergeContext): WaveText | undefined {
    const draft = this.#draft;
    draft.read(line);
    const id = this.#workstreamOn(branch);
    const target = this.#branch;
    if (id === undefined) return this.#mergeWave(branch, line, target);
    const wave =
      this.#homeOf(id) ?? about.wave ?? this.#ofDay(about, line, target !== undefined);
    if (!wave) {
      draft.doubt(line, `merges ${branch} in no wave`);
      return undefined;
    }
    this.#join(wave, id, line);
    if (about.day !== undefined) wave.day ??= about.day;
    if (target !== undefined && target !== this.#base) wave.target ??= target;
    return wave;
  }

  /** What is merged on a day that no wave has is a wave of its own. */
  #ofDay({ day }: MergeContext, line: number, merges: boolean): WaveText | undefined {
    if (day === undefined) return undefined;
    const known = this.#draft.waves.find((one) => one.day === day);
    if (known || !merges) return known;
    const made = this.#draft.wave(`day${day}`, line);
    made.day = day;
    return made;
  }

  /** Gives every wave its target, and brings what was merged before to the last. */
  finish(): void {
    const draft = this.#draft;
    const ordered = [...this.#byNumber]
      .toSorted(([a], [b]) => a - b)
      .map(([, wave]) => wave);
    const place = (wave: WaveText) =>
      ordered.includes(wave) ? ordered.indexOf(wave) : ordered.length;
    draft.waves.sort((a, b) => place(a) - place(b));
    let before: WaveText | undefined;
    for (const wave of draft.waves) {
      const line = draft.lines.get(wave.id) ?? 1;
      if (wave.target === undefined) {
        wave.target =
          before?.target ?? `integration/${slug(draft.name ?? '') || 'waves'}`;
        const what = before ? 'goes on with' : 'is merged onto';
        draft.assume(line, `${wave.id} ${what} ${wave.target}`);
      }
      if (wave.target === this.#base && before?.target && before.target !== this.#base)
        if (!wave.members.includes(before.id)) {
          wave.members.unshift(before.id);
          draft.assume(
            line,
            `${wave.id} brings all of ${before.target} to ${this.#base}`,
          );
        }
      before = wave;
    }
    this.#dropEmpty();
  }

  #dropEmpty(): void {
    const { waves, lines } = this.#draft;
    for (const wave of waves.filter(({ members }) => members.length === 0)) {
      this.#draft.doubt(
        lines.get(wave.id) ?? 1,
        `${wave.id} merges nothing that is known`,
      );
      waves.splice(waves.indexOf(wave), 1);
    }
  }

  #numbered(number: number, line: number): WaveText {
    const known = this.#byNumber.get(number);
    if (known) return known;
    const made = this.#draft.wave(`wave${number}`, line);
    this.#byNumber.set(number, made);
    return made;
  }

  #join(wave: WaveText, id: string, line: number): void {
    const home = this.#homeOf(id);
    if (home === wave) return;
    if (home) this.#draft.assume(line, `${id} stays in ${home.id}, which came first`);
    else wave.members.push(id);
  }

  #homeOf(id: string): WaveText | undefined {
    return this.#draft.waves.find(({ members }) => members.includes(id));
  }

  #workstreamOn(branch: string): string | undefined {
    for (const { id, branch: own } of this.#draft.workstreams.values())
      if (own === branch) return id;
    return this.#names.idsIn(branch.replace(/^.*\//, '').replaceAll('-', ' '))[0];
  }

  /** An integration branch that is merged: the last wave on it, onto another branch. */
  #mergeWave(
    branch: string,
    line: number,
    target: string | undefined,
  ): WaveText | undefined {
    const draft = this.#draft;
    const from = draft.waves.findLast((wave) => wave.target === branch);
    if (!from || target === undefined) {
      draft.doubt(line, `merges ${branch}, which no workstream or wave makes`);
      return undefined;
    }
    const onto = draft.waves.findLast((wave) => wave.target === target);
    const wave = onto ?? draft.wave('release', line);
    wave.target ??= target;
    if (wave !== from && !wave.members.includes(from.id)) wave.members.push(from.id);
    return wave;
  }
}

type MergeContext = {
  readonly wave: WaveText | undefined;
  readonly day: number | undefined;
};

function isBranch(text: string): boolean {
  return /^(?:main|master|develop|trunk)$|^[\w.-]+(?:\/[\w.-]+)+$/.test(text);
}
