import { randomBytes } from 'node:crypto';

import { errorAttribute } from './requests.ts';
import { encodeStun, stunAttributes, stunMethods, type StunMessage } from './stun-message.ts';
import { encodeXorAddress, type Endpoint } from './xor-address.ts';

type Attributes = readonly (readonly [number, Buffer])[];

/** The success response to a request. */
export function successReply(
  { method, transactionId }: StunMessage,
  attributes: Attributes,
  key?: Buffer,
): Buffer {
  return encodeStun({ method, class: 'success', transactionId, attributes }, key);
}

/** The error response to a request. */
export function errorReply(
  { method, transactionId }: StunMessage,
  error: { code: number; reason: string; extra?: Attributes },
  key?: Buffer,
): Buffer {
  const attributes = [errorAttribute(error.code, error.reason), ...(error.extra ?? [])];
  return encodeStun({ method, class: 'error', transactionId, attributes }, key);
}

/** What a peer sent, for a client that has bound no channel to that peer. */
export function dataIndication(data: Buffer, peer: Endpoint): Buffer {
  return encodeStun({
    method: stunMethods.data,
    class: 'indication',
    transactionId: randomBytes(12),
    attributes: [
      [stunAttributes.xorPeerAddress, encodeXorAddress(peer)],
      [stunAttributes.data, data],
    ],
  });
}
