export { hammer, hammerTimeoutMs, type Hammering, type Hammered } from './hammer.ts';
export { hostileDatagram } from './hostile-datagram.ts';
export { oddJson } from './odd-json.ts';
export { oddObject, type HonestFields } from './odd-object.ts';
export { hostileRequest, requestText, type HostileRequest } from './hostile-request.ts';
export { sendBytes, sendDatagram, type Target } from './send-bytes.ts';
export { untilClosed } from './until-closed.ts';
