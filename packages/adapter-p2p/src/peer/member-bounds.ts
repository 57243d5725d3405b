import type { MemberState, SignallingMember } from '../protocol/member-state.ts';

/** New connections that another member may ask for: a repair needs one after 10 s at the earliest. */
export const askedBegins = { burst: 8, perSecond: 0.2 } as const;

/** What a member may publish of what it says: the server checks its own way, the data channel is checked here. */
export function permitted(state: MemberState, { permissions }: SignallingMember): MemberState {
  if (!permissions) return state;
  return { ...state, sources: state.sources.filter(({ source }) => permissions.publish.includes(source)) };
}
