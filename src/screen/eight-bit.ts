/**
 * Whether a program hears control characters of eight bits (S8C1T, DECSCL): `CSI` as the one byte
 * 0x9b. That is no UTF-8, but what a program gets that asks for it, from xterm too.
 */
import type { Core } from './xterm-core.js';

export class EightBit {
  #on = false;

  /** `allowed`: a VT100, which a program may ask for, has no such controls. */
  constructor({ _inputHandler: { _parser: parser } }: Core, allowed: () => boolean) {
    for (const [final, on] of [
      ['F', false],
      ['G', true],
    ] as const)
      parser.registerEscHandler({ intermediates: ' ', final }, () => {
        if (allowed()) this.#on = on;
        return true;
      });
  }

  get on(): boolean {
    return this.#on;
  }

  set(on: boolean): void {
    this.#on = on;
  }

  /** An answer as the program hears it: each character is a byte. */
  told(answer: string): string {
    return this.#on ? eightBit(answer) : answer;
  }
}

/** Every control that is written as `ESC` and a letter, in eight bits. */
export function eightBit(text: string): string {
  return text.replaceAll(/\x1b([@-_])/g, (_, letter: string) =>
    String.fromCharCode(letter.charCodeAt(0) + 0x40),
  );
}
