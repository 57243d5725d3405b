import { ContractFailure, describe } from './contract-failure.ts';

/** Fails unless the condition holds. `message` says what should be so. */
export function check(condition: boolean, message: string, detail?: unknown): asserts condition {
  if (!condition) throw new ContractFailure(message, detail);
}

/** Fails unless two values are equal as plain data. */
export function checkEqual(actual: unknown, expected: unknown, what: string): void {
  if (isEqual(actual, expected)) return;
  throw new ContractFailure(`${what}: expected ${describe(expected)}, but it is ${describe(actual)}`);
}

/** Fails for undefined and null; gives the value otherwise. */
export function checkThere<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null)
    throw new ContractFailure(`${what} should be there, and is not.`);
  return value;
}

/** Whether two values are the same, or arrays or plain objects with the same in them. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const left = new Map(Object.entries(one));
  const right = new Map(Object.entries(other));
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && isEqual(value, right.get(key)))
  );
}
