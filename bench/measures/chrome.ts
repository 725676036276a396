/** From an agent's signal file to its word in the sidebar: watch, plan, chrome and frame. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measurement } from '../measurement.js';
import { ScratchPlace } from '../scratch-place.js';

/** A workstream is done once, so there is one figure of each. */
const WORKSTREAMS = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'] as const;

/** What came before is drawn and at rest. */
const SETTLE_MS = 1000;

export const chrome: Measurement = {
  rows: ['chrome.update'],

  async measure({ found }) {
    using place = new ScratchPlace();
    place.up(WORKSTREAMS, 'mkdir -p .claude/handoff; printf READY; exec sleep 100000');
    using outer = place.open(['attach']);
    await outer.shows((screen) => screen.split('working').length > WORKSTREAMS.length);
    for (const workstream of WORKSTREAMS) {
      await sleep(SETTLE_MS);
      const notes = `noted${workstream}`;
      const signal = { workstream, status: 'complete', validation_passed: true, notes };
      const folder = join(place.worktree(workstream), '.claude/handoff');
      mkdirSync(folder, { recursive: true });
      const written = performance.now();
      writeFileSync(join(folder, `${workstream}.signal`), JSON.stringify(signal));
      const painted = await outer.shows((screen) => screen.includes(notes));
      found('chrome.update', 'wtmux', painted - written);
    }
  },
};
