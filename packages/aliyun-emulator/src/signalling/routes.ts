import type { RequestName } from '../faults/fault-types.ts';
import { allocate } from './allocate.ts';
import { icecandidate } from './candidates.ts';
import { join, leave } from './join.ts';
import { publish, republish, unpublish } from './publish.ts';
import type { ReplyData, SessionRequest, SignallingRequest } from './request.ts';
import { roleupdate, status } from './status.ts';
import { answer, resubscribe, subscribe, unsubscribe } from './subscribe.ts';

/** One path of the service. */
export type Route =
  | { readonly kind: 'open'; readonly name: RequestName; handle(request: SignallingRequest): ReplyData }
  | {
      readonly kind: 'session';
      readonly name: RequestName;
      handle(request: SessionRequest): ReplyData | Promise<ReplyData>;
    }
  | { readonly kind: 'polling'; readonly name: 'polling' };

function open(name: RequestName, handle: (request: SignallingRequest) => ReplyData): Route {
  return { kind: 'open', name, handle };
}

function session(
  name: RequestName,
  handle: (request: SessionRequest) => ReplyData | Promise<ReplyData>,
): Route {
  return { kind: 'session', name, handle };
}

/** What the real service says to device reports and requests for log credentials is of no use here: nothing, politely. */
const routes: ReadonlyMap<string, Route> = new Map([
  ['POST /gslb/v1/allocate', open('allocate', allocate)],
  ['POST /gslb/v1/adapt', open('adapt', () => ({}))],
  // An error here would make the SDK throw half a minute later; empty credentials switch its telemetry off.
  ['POST /gslb/v1/stsupdate', open('stsupdate', () => ({ sls: {} }))],
  ['GET /signaling/v1/polling', { kind: 'polling', name: 'polling' }],
  ['POST /signaling/v1/join', session('join', join)],
  ['POST /signaling/v1/leave', session('leave', leave)],
  ['POST /signaling/v1/publish', session('publish', publish)],
  ['POST /signaling/v1/republish', session('republish', republish)],
  ['POST /signaling/v1/unpublish', session('unpublish', unpublish)],
  ['POST /signaling/v1/subscribe', session('subscribe', subscribe)],
  ['POST /signaling/v1/resubscribe', session('resubscribe', resubscribe)],
  ['POST /signaling/v1/unsubscribe', session('unsubscribe', unsubscribe)],
  ['POST /signaling/v1/answer', session('answer', answer)],
  ['POST /signaling/v1/icecandidate', session('icecandidate', icecandidate)],
  ['POST /signaling/v1/status', session('status', status)],
  ['POST /signaling/v1/roleupdate', session('roleupdate', roleupdate)],
  ['POST /signaling/v1/response', session('response', () => ({}))],
]);

/** Every path of the service. */
export const routePaths: readonly string[] = [...routes.keys()].map((key) => key.split(' ')[1] ?? '');

/** The route of a request; `wrong-method` where only another method has one. */
export function findRoute(method: string, path: string): Route | 'wrong-method' | undefined {
  const found = routes.get(`${method} ${path}`);
  if (found !== undefined) return found;
  return [...routes.keys()].some((key) => key.endsWith(` ${path}`)) ? 'wrong-method' : undefined;
}
