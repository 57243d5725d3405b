import type { FarSide } from './far-side.ts';
import type { World } from './world.ts';
import type { VendorOperation, WorldAction } from './world-action.ts';

/** A member of the world, or of somebody far in it, or what a rig needs besides for an action. */
export type WorldMember = keyof World | `far.${keyof FarSide}` | 'a driver';

/** The member by which a rig brings about, or looks at, what a clause names. A new action does not compile until it is listed. */
const members: Readonly<Record<Exclude<WorldAction, `${'hold' | 'refuse'}-${string}`>, WorldMember>> = {
  'far-join': 'farJoin',
  'far-kind': 'farJoin',
  'far-large': 'farJoin',
  'far-without-key': 'farJoin',
  'far-publish': 'far.publish',
  'far-mute': 'far.setMuted',
  'far-replace-track': 'far.replaceTrack',
  'far-rename': 'far.rename',
  'far-message': 'far.sendMessage',
  'far-leave': 'far.leave',
  'far-leave-without-unpublish': 'far.leave',
  'far-crash': 'far.crash',
  'far-interrupt': 'far.interrupt',
  'far-receives': 'far.receives',
  'tell-roles': 'a driver',
  kick: 'kick',
  'close-room': 'closeRoom',
  shutdown: 'shutdown',
  'server-mute': 'serverMute',
  'server-unpublish': 'serverUnpublish',
  revoke: 'revoke',
  record: 'record',
  'credential-expiring': 'expireCredential',
  'credential-expired': 'endCredential',
  'lose-publication': 'losePublication',
  'block-vendor-playback': 'blockVendorPlayback',
  'cut-network': 'cut',
  'report-leaves-while-cut': 'cut',
  'restore-resumed': 'restore',
  'restore-restarted': 'restore',
  'lose-network': 'lose',
  unplug: 'setPlugged',
  'device-busy': 'setBusy',
  'device-interrupt': 'interruptDevice',
  permission: 'setPermission',
  picker: 'answerPicker',
  'browser-stop': 'stopSharingFromBrowser',
  gesture: 'gesture',
  page: 'page',
  frames: 'showFrame',
  clock: 'pass',
  wire: 'wire',
  encoding: 'encoding',
  codec: 'encoding',
  'arriving-size': 'arrivingSize',
  content: 'carries',
  leftovers: 'leftovers',
  traces: 'traces',
  credentials: 'credentials',
  statistics: 'a driver',
  'network-quality': 'a driver',
  levels: 'a driver',
  devices: 'devices',
  audible: 'audibleCopies',
  'vendor-output': 'vendorOutput',
};

/** Members that every rig has: no clause names them. */
const always: readonly (keyof World)[] = ['presences', 'arrives'];

/** Tells which member of the world an action is brought about or looked at by. */
export function memberOf(action: WorldAction): WorldMember {
  if (action.startsWith('hold-')) return 'hold';
  if (action.startsWith('refuse-')) return 'refuse';
  return members[action as keyof typeof members];
}

/** Lists the actions that need a member of the world: the names under which a `cannot` list says that it is missing. */
export function actionsOf(member: string): readonly string[] {
  if (member === 'hold' || member === 'refuse') return [`${member}-… (${exampleOf(member)})`];
  const named = Object.entries(members).filter(([, each]) => each === member);
  return named.map(([action]) => action);
}

/** Tells whether a member is one that a rig may not leave out. */
export function isAlwaysThere(member: string): boolean {
  return always.some((each) => each === member);
}

function exampleOf(member: 'hold' | 'refuse'): `${'hold' | 'refuse'}-${VendorOperation}` {
  return `${member}-publish`;
}
