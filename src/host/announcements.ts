/** What a session has to say to everybody beside its screen, each kind as often as is useful. */
import type { Selection } from '../domain/clipboard.js';
import type { SessionId } from '../domain/ids.js';
import type { HostEvent } from '../protocol/host.js';
import type { Notice } from '../screen/notices.js';
import { Latest } from './latest.js';
import { NOTICE_INTERVAL_MS, PROGRESS_INTERVAL_MS, TITLE_INTERVAL_MS } from './limits.js';
import { Throttle } from './throttle.js';

/** Each is told its newest: one selection does not take the place of the other. */
type Kind = Exclude<Notice['type'], 'clipboard'> | Selection;

function kindOf(notice: Notice): Kind {
  return notice.type === 'clipboard' ? notice.selection : notice.type;
}

export class Announcements implements Disposable {
  readonly #kinds: Readonly<Record<Kind, Latest<Notice>>>;
  readonly #titles: Throttle;
  readonly #bells: Throttle;

  /** `announce` tells the session's record, `tell` anything else. */
  constructor(
    session: SessionId,
    announce: () => void,
    tell: (event: HostEvent) => void,
  ) {
    const every = (interval: number) =>
      new Latest<Notice>(interval, (notice) => tell({ ...notice, session }));
    this.#kinds = {
      notification: every(NOTICE_INTERVAL_MS),
      clipboard: every(NOTICE_INTERVAL_MS),
      primary: every(NOTICE_INTERVAL_MS),
      progress: every(PROGRESS_INTERVAL_MS),
    };
    this.#titles = new Throttle(TITLE_INTERVAL_MS, announce);
    this.#bells = new Throttle(NOTICE_INTERVAL_MS, () => tell({ type: 'bell', session }));
  }

  title(): void {
    this.#titles.ask();
  }

  bell(): void {
    this.#bells.ask();
  }

  notice(notice: Notice): void {
    this.#kinds[kindOf(notice)].take(notice);
  }

  [Symbol.dispose](): void {
    for (const owned of [...Object.values(this.#kinds), this.#titles, this.#bells])
      owned[Symbol.dispose]();
  }
}
