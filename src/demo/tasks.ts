/**
 * The seven agents' tasks: workstreams and days of seed 003 (a week planned for one agent
 * in 21 days), each with the edits that its agent makes. Some edit the same file on
 * purpose: `src/config.py` belongs to TD2 though WS1 adds to it, and TD1 and WS3 both add
 * fields to the logs.
 */
import { debtTasks } from './debt-tasks.js';
import { featureTasks } from './feature-tasks.js';
import type { DemoTask } from './task.js';

export const tasks: readonly DemoTask[] = [...debtTasks, ...featureTasks];
