/** A past in words, for the title line of its pane and the status bar. */
import type { Size } from '../domain/session.js';
import { countText } from './past-search.js';
import { lastTop, type OpenPast, type Past } from './past.js';

/** `↑ 12 of 340`, what goes on meanwhile, and what was looked for. */
export function pastText(past: Past, size: Pick<Size, 'rows'>): string {
  if (past.phase === 'opening') return '';
  const parts = [
    place(past, size.rows),
    found(past),
    past.wrote ? 'output goes on' : '',
    pending(past),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `/text█ 3/17` while it is typed; empty when nothing is looked for. */
export function searchText(past: Past | undefined): string {
  if (past?.phase !== 'open' || !past.search) return '';
  const { search } = past;
  const sign = search.direction > 0 ? '/' : '?';
  const count = search.text === '' ? '' : ` ${countText(search)}`;
  return `${sign}${search.text}${search.typing ? '█' : ''}${count}`;
}

function place(past: OpenPast, height: number): string {
  if (past.by === 'pointer') return 'selected';
  const end = lastTop(past, height);
  return `↑ ${end - past.top} of ${end - past.extent.first}`;
}

/** What of a command is typed. */
function pending({ count, awaited }: OpenPast): string {
  return `${count ?? ''}${awaited ? 'to …' : ''}`;
}

function found(past: OpenPast): string {
  return past.search?.typing ? '' : searchText(past);
}
