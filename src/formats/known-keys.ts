/** The keys that a plan file may have, by where they stand; a mistyped one is told the nearest. */
import { budgetShape } from './budget.js';
import { environmentShape, portsShape } from './environment-schema.js';
import { groupShape, phaseShape } from './order-schema.js';
import { agentShape, escalationShape, planShape } from './plan-schema.js';
import {
  gateShape,
  measureShape,
  ruleShape,
  scratchShape,
  waveGateShape,
  waveShape,
} from './wave-schema.js';
import { dependencyShape, workstreamShape } from './workstream-schema.js';

export const knownKeys = {
  '': Object.keys(planShape),
  'agents.*': Object.keys(agentShape),
  'gates.*': Object.keys(gateShape),
  'gates.*.measure': Object.keys(measureShape),
  'workstreams.*': Object.keys(workstreamShape),
  'workstreams.*.dependsOn.*': Object.keys(dependencyShape),
  'workstreams.*.budget': Object.keys(budgetShape),
  budget: Object.keys(budgetShape),
  scratch: Object.keys(scratchShape),
  environment: Object.keys(environmentShape),
  'environment.ports': Object.keys(portsShape),
  'waves.*': Object.keys(waveShape),
  'waves.*.gates.*': Object.keys(waveGateShape),
  'phases.*': Object.keys(phaseShape),
  'groups.*': Object.keys(groupShape),
  'groups.*.phases.*': Object.keys(phaseShape),
  'rules.*': Object.keys(ruleShape),
  'escalations.*': Object.keys(escalationShape),
};
