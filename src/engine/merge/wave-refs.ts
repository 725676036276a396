/**
 * The refs by which a wave is known to git. They are the truth about it, and keep its
 * commits from being collected; the journal only explains them.
 */
import type { WaveId, WorkstreamId } from '../../domain/ids.js';

const ALL_WAVES = 'refs/wtmux/waves/';

export type WaveRefs = {
  /** Ends in a slash. */
  readonly all: string;
  /** What the target was when the wave began. */
  readonly base: string;
  readonly member: (id: string) => string;
  readonly step: (index: number) => string;
  readonly candidate: string;
  readonly landed: string;
  readonly rolledBack: string;
  /** The commit that takes the landing out of a target that has moved on. */
  readonly reverted: string;
};

export function waveRefs(wave: WaveId | WorkstreamId): WaveRefs {
  const all = `${ALL_WAVES}${nameFor(wave)}/`;
  return {
    all,
    base: `${all}base`,
    member: (id) => `${all}member/${nameFor(id)}`,
    step: (index) => `${all}step/${index}`,
    candidate: `${all}candidate`,
    landed: `${all}landed`,
    rolledBack: `${all}rolled-back`,
    reverted: `${all}reverted`,
  };
}

/** The waves that have landed, by the name of their `landed` ref. */
export const landedRefs = ALL_WAVES;

/** An id as a part of a ref or file name: nothing in it can mean a folder or an option. */
export function nameFor(id: string): string {
  const bytes = [...Buffer.from(id)];
  return bytes
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9_-]/.test(char) ? char : `%${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}

/** The id that `nameFor` made a name of. */
export function idOf(name: string): string {
  return decodeURIComponent(name);
}
