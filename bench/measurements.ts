/** All measurements by the name that picks them. */
import type { Measurement } from './measurement.js';
import { echo, flood } from './measures/echo.js';
import { throughput } from './measures/throughput.js';

export const measurements = {
  throughput,
  echo,
  flood,
} as const satisfies Readonly<Record<string, Measurement>>;
