import { existsSync, readdirSync, readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;
/** `/proc` counts in these, 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

/**
 * @typedef {object} ProcessState
 * @property {number} pid
 * @property {number} parent
 * @property {string} startedAt tells it from another process that gets the same number later
 * @property {number} ownMs
 * @property {number} waitedMs of its children that have ended and that it has waited for, and of theirs
 *
 * @typedef {Pick<ProcessState, 'ownMs' | 'waitedMs'> & { parent: string | undefined, lastLook: number }} Member
 */

/**
 * Adds up the processor time of a process and of all that it starts, whoever becomes their parent later. What ends
 * between two looks counts where it was waited for.
 * @param {number} pid
 * @returns {{ stop(): number }}
 */
export function watchProcesses(pid) {
  if (!existsSync('/proc/self/stat')) return { stop: () => 0 };
  const tree = processTree(pid);
  const look = () => tree.note(readProcesses());
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      look();
      return tree.totalMs();
    },
  };
}

/**
 * The processes below a root, as looks at all processes of the machine tell of them.
 * @param {number} root
 */
export function processTree(root) {
  /** @type {Map<string, Member>} */
  const members = new Map();
  let looks = 0;

  /** @param {readonly ProcessState[]} all */
  function note(all) {
    looks += 1;
    const byPid = new Map(all.map((each) => [each.pid, each]));
    /** @type {Map<string, boolean>} */
    const answers = new Map();
    /** @param {ProcessState} state @returns {boolean} */
    const belongs = (state) => {
      const key = keyOf(state);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const parent = byPid.get(state.parent);
      const answer = members.has(key) || state.pid === root || (parent !== undefined && belongs(parent));
      answers.set(key, answer);
      return answer;
    };
    for (const state of all) {
      if (!belongs(state)) continue;
      const parent = byPid.get(state.parent);
      const first = state.pid === root || parent === undefined ? undefined : keyOf(parent);
      const known = members.get(keyOf(state));
      members.set(keyOf(state), {
        parent: known ? known.parent : first,
        ownMs: state.ownMs,
        waitedMs: state.waitedMs,
        lastLook: looks,
      });
    }
  }

  /** @param {string} key @returns {number} */
  function totalOf(key) {
    const member = members.get(key);
    if (!member) return 0;
    const children = [...members].filter(([, { parent }]) => parent === key);
    // A child that was gone before its parent was waited for: `waitedMs` has it, and what ended unseen as well.
    const isGone = (/** @type {Member} */ child) => child.lastLook < member.lastLook;
    const sum = (/** @type {[string, Member][]} */ some) =>
      some.reduce((total, [child]) => total + totalOf(child), 0);
    const gone = sum(children.filter(([, child]) => isGone(child)));
    const others = sum(children.filter(([, child]) => !isGone(child)));
    return member.ownMs + Math.max(member.waitedMs, gone) + others;
  }

  return {
    note,
    totalMs: () =>
      [...members].reduce((total, [key, { parent }]) => total + (parent === undefined ? totalOf(key) : 0), 0),
  };
}

/** @param {ProcessState} state */
function keyOf({ pid, startedAt }) {
  return `${pid}@${startedAt}`;
}

/** @returns {ProcessState[]} */
function readProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [parseStat(readFileSync(`/proc/${name}/stat`, 'utf8'))];
      } catch {
        // It ended between the two calls.
        return [];
      }
    });
}

/** Reads a line of `/proc/PID/stat`. The name in brackets may hold spaces and brackets. @param {string} line @returns {ProcessState} */
export function parseStat(line) {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const ticks = (/** @type {number} */ index) => Number(fields[index]) * TICK_MS;
  return {
    pid: Number.parseInt(line, 10),
    parent: Number(fields[1]),
    ownMs: ticks(11) + ticks(12),
    waitedMs: ticks(13) + ticks(14),
    startedAt: fields[19] ?? '',
  };
}
