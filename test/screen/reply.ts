import type { Emulator } from '../../src/screen/emulator.js';

/** What a program hears that writes `bytes`. */
export function replyTo(emulator: Emulator, bytes: string): string {
  return emulator
    .write(Buffer.from(bytes))
    .map((event) => (event.type === 'reply' ? event.text : ''))
    .join('');
}
