/**
 * Ink's layout engine, loaded when it is called for. The package's own entry waits for it
 * while it is loaded itself, which a CommonJS bundle cannot; `build.js` gives Ink this one.
 */
import { loadYoga, type Yoga } from 'yoga-layout/load';

export let yoga: Yoga | undefined;

/** Before anything of Ink is called. */
export async function loadLayoutEngine(): Promise<void> {
  yoga ??= await loadYoga();
}
