import type { EndReason } from '@jackfield/core/adapter';

const reasons: Readonly<Partial<Record<string, EndReason>>> = {
  kick: 'replaced',
  banned: 'kicked',
  room_disband: 'room-closed',
};

/** Maps why the service put this user out; by then the SDK has left. */
export function mapEndReason(reason: string): EndReason {
  return reasons[reason] ?? 'kicked';
}
