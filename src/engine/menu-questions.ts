/**
 * Permissions that agents ask for in a menu, which wtmux answers by its labels: what the
 * screen shows, and what a hook told of it before.
 *
 * A hook that was let go tells a command in full, where a screen may show its beginning;
 * but only the screen says what the menu asks about. So what was told counts for a menu
 * that mentions it, and only while nothing else was told beside.
 */
import type { ShownQuestion } from '../agents/menu-question.js';
import { askedBy, mentions } from '../agents/menu-question.js';
import { toldBy } from '../agents/told-by.js';
import { settles, type Question } from '../agents/question.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { HookEvent } from '../formats/hook-event.js';

/** One of several, whose menu does not say which. */
const UNNAMED = 'your permission';

export type MenuQuestion = {
  /** For a person to read: all of it, or what the screen shows of it. */
  readonly text: string;
  readonly source: 'hook' | 'screen';
  readonly shown: ShownQuestion;
};

type Shown = {
  readonly dialog: ShownQuestion;
  /** What it asks of all that was told while it shows, also once that was answered. */
  readonly asked: Question | undefined;
};

export class MenuQuestions {
  readonly #told = new Map<WorkstreamId, readonly Question[]>();
  readonly #shown = new Map<WorkstreamId, Shown>();
  readonly #changed: () => void;

  /** `changed` is called when a question comes or goes. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whose agents ask something. */
  get asking(): readonly (readonly [WorkstreamId, 'permission'])[] {
    return [...this.#shown.keys()].map((id) => [id, 'permission']);
  }

  first(id: WorkstreamId): MenuQuestion | undefined {
    const shown = this.#shown.get(id)?.dialog;
    if (!shown) return undefined;
    const [told, another] = this.#told.get(id) ?? [];
    const known = told && !another && mentions(shown, told);
    return known
      ? { shown, text: told.text, source: 'hook' }
      : { shown, text: shown.text, source: 'screen' };
  }

  /**
   * In words, what its menu asks, as a hook told it: the last that was told may be another.
   * Undefined where none was told.
   */
  named(id: WorkstreamId): string | undefined {
    const told = this.#told.get(id) ?? [];
    const shown = this.#shown.get(id)?.dialog;
    const asked = shown && askedBy(shown, told);
    const detail = asked && toldBy(asked.hooks, { event: asked.event, at: 0 })?.detail;
    return detail ?? (told.length > 1 ? UNNAMED : undefined);
  }

  /** A hook told of a question whose menu is about to be shown. */
  told(id: WorkstreamId, question: Question): void {
    this.#told.set(id, [...(this.#told.get(id) ?? []), question]);
    const shown = this.#shown.get(id);
    if (shown) this.#shows(id, shown.dialog);
  }

  /** A later event, which may tell that one was answered. */
  heard(id: WorkstreamId, event: HookEvent): void {
    const told = this.#told.get(id);
    if (!told) return;
    const open = told.filter((question) => !settles(question, event));
    if (open.length > 0) this.#told.set(id, open);
    else this.#told.delete(id);
  }

  /** What the screen asks; undefined when it asks nothing. */
  show(id: WorkstreamId, dialog: ShownQuestion | undefined): void {
    const before = this.#shown.get(id);
    if (before?.dialog.text === dialog?.text) return;
    this.#shown.delete(id);
    if (dialog) this.#shows(id, dialog);
    else this.#hadItsMenu(id, before?.asked);
    this.#changed();
  }

  #shows(id: WorkstreamId, dialog: ShownQuestion): void {
    const asked = this.#shown.get(id)?.asked;
    const told = this.#told.get(id) ?? [];
    this.#shown.set(id, { dialog, asked: asked ?? askedBy(dialog, told) });
  }

  /** What was told before is over with its menu; of several, the one that it asked. */
  #hadItsMenu(id: WorkstreamId, asked: Question | undefined): void {
    const told = this.#told.get(id) ?? [];
    const others = told.filter((question) => question !== asked);
    if (asked && others.length > 0) this.#told.set(id, others);
    else this.#told.delete(id);
  }
}
