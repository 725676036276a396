/**
 * Targets of hyperlinks (OSC 8) by xterm's numbers for them.
 *
 * xterm's own table follows each linked line with a marker, which costs every scroll some
 * time, and forgets a link with the last line where it began, even if it goes on. This one
 * forgets by size alone, the links first that were seen first.
 */
import type { Core } from './xterm-core.js';

/** All targets of 10,000 lines of a listing with links; a hostile program's are forgotten. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

export class Links {
  readonly #targets = new Map<number, string>();
  readonly #numbers = new Map<string, number>();
  #characters = 0;
  #last = 0;

  /** Takes the place of xterm's own. */
  constructor({ _oscLinkService: service }: Core) {
    service.registerLink = ({ uri }) => this.#numberOf(uri);
    service.addLineToLink = () => {};
  }

  /** Undefined when it is forgotten. */
  readonly target = (number: number): string | undefined => this.#targets.get(number);

  #numberOf(uri: string): number {
    const known = this.#numbers.get(uri);
    if (known !== undefined) return known;
    const number = ++this.#last;
    this.#targets.set(number, uri);
    this.#numbers.set(uri, number);
    this.#characters += uri.length;
    for (const [oldest, target] of this.#targets) {
      if (this.#characters <= MAX_CHARACTERS) break;
      this.#targets.delete(oldest);
      this.#numbers.delete(target);
      this.#characters -= target.length;
    }
    return number;
  }
}
