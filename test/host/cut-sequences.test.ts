import { rm, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { RECORDED_BURST_BYTES } from '../../src/host/limits.js';
import { Moment } from '../../src/host/moment.js';
import {
  olderPart,
  type Recording,
  type RecordingPlace,
} from '../../src/host/recording.js';
import { Emulator } from '../../src/screen/emulator.js';
import { aFolder } from '../helpers/folder.js';
import { size } from './console.js';
import { aRecording, done, played, written } from './a-recording.js';

describe('a sequence that is cut', () => {
  const HALF = 'on the main screen\x1b[?10';
  const REST = '49h\x1b[2;5Hfull screen';

  it('where a part is full is not cut between the parts', async () => {
    await using folder = await aFolder();
    const path = `${folder.path}/s.cast`;
    using session = new Watched({ path, partBytes: 1000 });
    session.prints('.'.repeat(1000) + HALF);
    session.recording.resize(size);
    // A file that is not there yet cannot be the older part.
    await expect.poll(() => written(path)).toContain('on the main screen');
    session.prints(REST);
    session.recording.resize(size);
    session.prints('!');
    await done(session.recording);
    await rm(olderPart(path));
    expect((await played(path)).text({ scrollback: true })).toEqual([
      '',
      '    full screen!',
    ]);
  });

  it('where a flood ends, which is left out, is not shown as text', async () => {
    await using folder = await aFolder();
    const path = `${folder.path}/s.cast`;
    using session = new Watched({ path });
    session.prints('.'.repeat(RECORDED_BURST_BYTES) + HALF);
    await session.asked;
    session.prints(REST);
    await expect.poll(() => written(path)).toContain('full screen');
    session.prints('!');
    await done(session.recording);
    const emulator = await played(path);
    expect(emulator.text({ scrollback: false })).toEqual(['', '    full screen!']);
    expect((await stat(path)).size).toBeLessThan(100_000);
  });

  it('and never ends fills no disk', async () => {
    await using folder = await aFolder();
    const path = `${folder.path}/s.cast`;
    using session = new Watched({ path, partBytes: 1000 });
    session.prints('\x1b]0;');
    for (let times = 0; times < 20; times++) {
      session.prints('for ever '.repeat(50));
      session.recording.resize(size);
    }
    await done(session.recording);
    expect((await stat(path)).size).toBeLessThan(4000);
  });
});

/** A recording of what an emulator shows. */
class Watched implements Disposable {
  readonly recording: Recording;
  readonly #emulator = new Emulator({ size, scrollback: 0 });
  readonly #asked = new Moment();

  constructor(place: Omit<RecordingPlace, 'title'>) {
    const snapshot = () => this.#emulator.picture;
    const settled = () => {
      this.#asked.reach();
      return this.#emulator.settled;
    };
    this.recording = aRecording({ ...place, snapshot, settled });
  }

  /** Resolves when the recording wanted to know whether the screen is settled. */
  get asked(): Promise<void> {
    return this.#asked.reached;
  }

  prints(text: string): void {
    this.recording.output(Buffer.from(text));
    this.#emulator.write(Buffer.from(text));
  }

  [Symbol.dispose](): void {
    this.recording[Symbol.dispose]();
    this.#emulator[Symbol.dispose]();
  }
}
