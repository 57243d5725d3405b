/** Keeps a value as a component does that declares it with `$state`. */
export function inState<Value>(value: Value): Value {
  const kept = $state({ value });
  return kept.value;
}
