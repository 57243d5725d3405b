import type { MemberState, SignallingMember } from '../../protocol/member-state.ts';
import { parseMemberState } from '../../peer/peer-payload.ts';

/** What the tabs of one room say to each other. Every tab hears everything; `to` tells whom it is for. */
export type BroadcastFrame =
  | { readonly type: 'hello'; readonly from: string; readonly member: SignallingMember }
  | { readonly type: 'here'; readonly from: string; readonly to: string; readonly member: SignallingMember }
  | { readonly type: 'signal'; readonly from: string; readonly to: string; readonly payload: unknown }
  | { readonly type: 'state'; readonly from: string; readonly state: MemberState }
  | { readonly type: 'profile'; readonly from: string; readonly displayName: string }
  | { readonly type: 'leave'; readonly from: string };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Checks a frame. Other versions of the app may be open in other tabs. */
export function parseBroadcastFrame(value: unknown): BroadcastFrame | undefined {
  if (!isFields(value) || typeof value['from'] !== 'string') return undefined;
  const { from, to, payload } = value;
  switch (value['type']) {
    case 'hello': {
      const member = parseMember(value['member'], from);
      return member && { type: 'hello', from, member };
    }
    case 'here': {
      const member = parseMember(value['member'], from);
      return member && typeof to === 'string' ? { type: 'here', from, to, member } : undefined;
    }
    case 'signal':
      return typeof to === 'string' ? { type: 'signal', from, to, payload } : undefined;
    case 'state': {
      const state = parseMemberState(value['state']);
      return state && { type: 'state', from, state };
    }
    case 'profile':
      return typeof value['displayName'] === 'string'
        ? { type: 'profile', from, displayName: value['displayName'] }
        : undefined;
    case 'leave':
      return { type: 'leave', from };
    default:
      return undefined;
  }
}

function parseMember(value: unknown, from: string): SignallingMember | undefined {
  if (!isFields(value) || value['id'] !== from) return undefined;
  const { userId, displayName } = value;
  const state = parseMemberState(value['state']);
  if (typeof userId !== 'string' || typeof displayName !== 'string' || !state) return undefined;
  return { id: from, userId, displayName, state };
}
