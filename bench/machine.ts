/** On what the figures were taken. */
import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type as systemName } from 'node:os';
import type { Baseline } from './baseline.js';

export function machine(): Baseline['machine'] {
  return {
    system: `${systemName()} ${release().split('.').slice(0, 2).join('.')}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    tmux: tmuxVersion(),
  };
}

export function tmuxVersion(): string {
  try {
    return execFileSync('tmux', ['-V'], { encoding: 'utf8' }).trim();
  } catch {
    return 'none';
  }
}
