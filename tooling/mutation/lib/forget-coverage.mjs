// Run before each file of tests. What the files before it have covered was told with each of them: told again with every later one it
// would fill the memory.
/** @type {{ mutantCoverage?: Record<string, object> } | undefined} */
const stryker = Reflect.get(globalThis, '__stryker__');
for (const part of Object.values(stryker?.mutantCoverage ?? {}))
  for (const key of Object.keys(part)) Reflect.deleteProperty(part, key);
