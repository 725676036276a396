/**
 * Permissions that agents ask for in a menu, which wtmux answers by its labels: what the
 * screen shows, and what a hook told of it before.
 *
 * A hook that was let go tells a command in full, where a screen may show its beginning;
 * but only the screen says what the menu asks about. So what was told counts for a menu
 * that mentions it, and only while nothing else was told beside.
 */
import type { ShownQuestion } from '../agents/menu-question.js';
import { mentions } from '../agents/menu-question.js';
import { settles, type Question } from '../agents/question.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { HookEvent } from '../formats/hook-event.js';

export type MenuQuestion = {
  /** For a person to read: all of it, or what the screen shows of it. */
  readonly text: string;
  readonly source: 'hook' | 'screen';
  readonly shown: ShownQuestion;
};

export class MenuQuestions {
  readonly #told = new Map<WorkstreamId, readonly Question[]>();
  readonly #shown = new Map<WorkstreamId, ShownQuestion>();
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
    const shown = this.#shown.get(id);
    if (!shown) return undefined;
    const [told, another] = this.#told.get(id) ?? [];
    const known = told && !another && mentions(shown, told);
    return known
      ? { shown, text: told.text, source: 'hook' }
      : { shown, text: shown.text, source: 'screen' };
  }

  /** A hook told of a question whose menu is about to be shown. */
  told(id: WorkstreamId, question: Question): void {
    this.#told.set(id, [...(this.#told.get(id) ?? []), question]);
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
  show(id: WorkstreamId, shown: ShownQuestion | undefined): void {
    const before = this.#shown.get(id);
    if (before?.text === shown?.text) return;
    if (shown) this.#shown.set(id, shown);
    else {
      this.#shown.delete(id);
      // Whatever was told before has had its menu.
      this.#told.delete(id);
    }
    this.#changed();
  }
}
