/**
 * `npm run bench -- --profile host dense`: what a process of wtmux spends its time on
 * while a payload is shown, or while keys are typed beside floods.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Profiled } from './arguments.js';
import { ECHO_SCENE, FLOOD_SCENE, typeKeys } from './measures/echo.js';
import { Output, show, SHOW_SCENE } from './measures/throughput.js';
import type { Outer } from './outer.js';
import { isPayload, payload } from './payloads.js';
import { cpuProfile, profileLines } from './profile-lines.js';
import { inConsole, ready, type Scene } from './subjects.js';

/** The bundled programs, by what they are to people. */
const PROGRAMS: Readonly<Record<Profiled, string>> = {
  host: 'host',
  console: 'wtmux',
  engine: 'engine',
};

const PAYLOAD_BYTES = 32 * 1024 * 1024;
const REPETITIONS = 4;
const FUNCTIONS = 30;

/** The longest that the profilers take to begin, and to write what they have. */
const BEGIN_MS = 200;
const WRITE_MS = 10_000;

/** Text; the profiles themselves stay in a folder that it names. */
export async function profile(which: Profiled, name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'wtmux-profile-'));
  const profiler = join(import.meta.dirname, 'bench-profiler.mjs');
  using subject = inConsole(sceneOf(name), {
    NODE_OPTIONS: `--import=${profiler}`,
    WTMUX_PROFILES: folder,
  });
  await ready(subject);
  const on = join(folder, 'on');
  writeFileSync(on, '');
  await sleep(BEGIN_MS);
  await act(name, subject.outer);
  rmSync(on);
  const files = await profilesIn(folder, PROGRAMS[which]);
  return files.map((file) => textOf(join(folder, file))).join('\n\n');
}

function sceneOf(name: string): Scene {
  if (isPayload(name)) return SHOW_SCENE;
  return name === 'flood' ? FLOOD_SCENE : ECHO_SCENE;
}

async function act(name: string, outer: Outer): Promise<void> {
  if (!isPayload(name)) {
    await typeKeys(outer);
    return;
  }
  using output = new Output(payload(name, PAYLOAD_BYTES));
  for (let time = 0; time < REPETITIONS; time += 1) await show(outer, output);
}

/** One file for each thread of the program. */
async function profilesIn(folder: string, program: string): Promise<readonly string[]> {
  const deadline = Date.now() + WRITE_MS;
  for (;;) {
    await sleep(BEGIN_MS);
    const files = readdirSync(folder);
    const found = files.filter((file) => file.startsWith(`${program}-`));
    const isWriting = files.some((file) => file.endsWith('.part'));
    if (found.length > 0 && !isWriting) return found;
    if (Date.now() > deadline) throw new Error(`no profile of ${program} in ${folder}`);
  }
}

function textOf(file: string): string {
  const read = cpuProfile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return [file, ...profileLines(read, FUNCTIONS)].join('\n');
}
