import { RtcError } from '@jackfield/core';
import type { FailoverPolicy } from './policy.ts';

/** Refuses a policy that makes no sense, naming what is wrong: it may come from a server. Throws `invalid-argument`. */
export function checkPolicy(policy: FailoverPolicy): void {
  const given: unknown = policy;
  if (!isRecord(given)) refuse('The policy of a fail-over must be an object.');
  const { order, weights, regions, killed, drawnBy, salt, circuit } = given;
  if (!areTexts(order) || order.length === 0) refuse('policy.order must be a list of names of routes.');
  if (new Set(order).size < order.length) refuse('policy.order names a route twice.');
  if (killed !== undefined && !areTexts(killed)) refuse('policy.killed must be a list of names of routes.');
  if (drawnBy !== undefined && drawnBy !== 'user' && drawnBy !== 'room')
    refuse('policy.drawnBy must be user or room.');
  if (salt !== undefined && typeof salt !== 'string') refuse('policy.salt must be a string.');
  if (weights !== undefined) checkWeights(weights, order);
  if (regions !== undefined && !(isRecord(regions) && Object.values(regions).every(areTexts)))
    refuse('policy.regions must give a list of regions for each route that it names.');
  for (const name of ['joinMs', 'interruptionMs', 'handoverMs'] as const)
    if (given[name] !== undefined && !isPositive(given[name]))
      refuse(`policy.${name} must be a number of milliseconds above 0.`);
  if (circuit === undefined) return;
  if (!isRecord(circuit) || !isPositive(circuit['failures']) || !isPositive(circuit['openMs']))
    refuse('policy.circuit must have failures and openMs, both above 0.');
}

function checkWeights(weights: unknown, order: readonly string[]): void {
  if (!isRecord(weights))
    refuse('policy.weights must give a share in per cent for each route that it names.');
  let sum = 0;
  for (const [route, weight] of Object.entries(weights)) {
    if (!order.includes(route)) refuse(`policy.weights names ${route}, which policy.order does not.`);
    if (typeof weight !== 'number' || !(weight >= 0))
      refuse(`policy.weights.${route} must be 0 to 100 per cent.`);
    sum += weight;
  }
  // Fractions that are 100 together may be a hair more as a sum.
  if (sum > 100 + 1e-9)
    refuse(`policy.weights are ${String(sum)} per cent together: more than there are users.`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < Infinity;
}

function refuse(message: string): never {
  throw new RtcError({ code: 'invalid-argument', message });
}
