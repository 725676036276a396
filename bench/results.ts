/** What was found: for each row and subject the figures of all rounds. */
import { rows, type Bar, type Row, type RowId } from './rows.js';
import { median } from './statistics.js';
import type { SubjectName } from './subjects.js';

/** Whose figures there are: subjects, and the emulator by itself. */
export type Measured = SubjectName | 'emulator';

/** A row's figures, each the median of its rounds. */
export type Figures = Readonly<Partial<Record<Measured, number>>> & {
  readonly wtmux: number;
};

export type Results = ReadonlyMap<RowId, Figures>;

export class Findings {
  readonly #figures = new Map<RowId, Map<Measured, number[]>>();

  readonly add = (row: RowId, subject: Measured, figure: number): void => {
    const subjects = this.#figures.get(row) ?? new Map<Measured, number[]>();
    const found = subjects.get(subject) ?? [];
    this.#figures.set(row, subjects.set(subject, [...found, figure]));
  };

  /** Of the rows that are wanted. */
  results(wants: (row: RowId) => boolean): Results {
    const results = new Map<RowId, Figures>();
    for (const { id } of rows) {
      const subjects = wants(id) ? this.#figures.get(id) : undefined;
      const wtmux = subjects?.get('wtmux');
      if (!subjects || !wtmux) continue;
      const medians = [...subjects].map(
        ([name, found]) => [name, median(found)] as const,
      );
      results.set(id, { ...Object.fromEntries(medians), wtmux: median(wtmux) });
    }
    return results;
  }
}

/** How many times tmux's figure wtmux's is; undefined without a figure of tmux. */
export function ratio({ wtmux, tmux }: Figures): number | undefined {
  return tmux === undefined ? undefined : wtmux / tmux;
}

/** Undefined when it cannot be told, for want of tmux or of a bar. */
export function isMet(bar: Bar, figures: Figures): boolean | undefined {
  if (bar.type === 'atMost') return figures.wtmux <= bar.value;
  const times = ratio(figures);
  if (bar.type === 'none' || times === undefined) return undefined;
  return bar.type === 'atLeastTimesTmux' ? times >= bar.times : times <= bar.times;
}

export function barText({ bar, unit }: Row): string {
  if (bar.type === 'none') return '';
  if (bar.type === 'atMost') return `≤ ${bar.value} ${unit}`;
  return bar.type === 'atLeastTimesTmux' ? `≥ ${bar.times}x` : `≤ ${bar.times}x`;
}
