import type { Group } from '../../command.js';
import { planAnalyze } from './analyze.js';
import { planCheck } from './check.js';
import { planGraph } from './graph.js';
import { planImport } from './import.js';
import { planInit } from './init.js';
import { planShow } from './show.js';

export const plan: Group = {
  name: 'plan',
  summary: 'Make, check and show plans; nothing is started',
  commands: [planInit, planImport, planCheck, planShow, planGraph, planAnalyze],
};
