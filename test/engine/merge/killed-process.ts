/** Merges a wave in a process of its own, for a test that kills it. Argument: folder. */
import { openRepository } from '../../../src/git/repository.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { gate, wave } from './wave.js';

const [, , folder = '', state = ''] = process.argv;
const opened = await openRepository(folder);
if (!opened.ok) throw new Error(opened.failure.why);
const paths = { state, repository: `${opened.value.commonDir}/wtmux` };
const agreed = () => Promise.resolve(true);
const context = { repo: opened.value, paths, env: process.env, now: Date.now, agreed };
await mergeWave(context, wave(['td1', 'td2', 'td3'], { gates: [gate('sleep 0.05')] }));
