/** Merges a wave in a process of its own, for a test that kills it. Arguments: folder, state, kind. */
import { openRepository } from '../../../src/git/repository.js';
import { mergeWave } from '../../../src/engine/merge/merge-wave.js';
import { killedRequest, type Kind } from './killed-request.js';

const [, , folder = '', state = '', kind = ''] = process.argv;
const opened = await openRepository(folder);
if (!opened.ok) throw new Error(opened.failure.why);
const paths = { state, repository: `${opened.value.commonDir}/wtmux` };
const agreed = () => Promise.resolve(true);
const context = { repo: opened.value, paths, env: process.env, now: Date.now, agreed };
const wanted: Kind = kind === 'red' ? 'red' : 'green';
await mergeWave(context, killedRequest(wanted));
