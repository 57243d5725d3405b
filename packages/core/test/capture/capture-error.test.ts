import { describe, expect, it } from 'vitest';
import { toCaptureError } from '../../src/capture/capture-error.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import { createRig } from './rig.ts';

/** The words of browsers, for which source, on a secure page or not, and their meaning. */
const table: readonly (readonly [string, string, SourceKind, boolean, string, RegExp])[] = [
  ['NotAllowedError', 'Permission denied', 'camera', true, 'permission-denied', /Allow it/],
  ['NotAllowedError', 'Permission denied by system', 'camera', true, 'permission-denied', /system/],
  ['NotAllowedError', 'Permission dismissed', 'microphone', true, 'permission-denied', /closed without/],
  ['NotAllowedError', 'Permission denied by user', 'screen', true, 'screen-share-cancelled', /chosen/],
  ['NotAllowedError', 'Permission denied by system', 'screen', true, 'permission-denied', /system/],
  ['NotAllowedError', 'disallowed by permissions policy', 'screen', true, 'permission-denied', /settings/],
  ['NotFoundError', 'Requested device not found', 'camera', true, 'device-not-found', /Plug/],
  ['NotReadableError', 'Could not start video source', 'camera', true, 'device-in-use', /close other/],
  ['AbortError', 'Starting videoinput failed', 'camera', true, 'capture-aborted', /Try again/],
  ['SecurityError', 'blocked', 'camera', true, 'permission-denied', /policy/],
  ['SecurityError', 'insecure', 'camera', false, 'insecure-context', /https/],
  ['InvalidStateError', 'needs transient activation', 'screen', true, 'invalid-state', /click/],
  // Safari's name for it.
  ['InvalidAccessError', 'must be called from a user gesture', 'screen', true, 'invalid-state', /click/],
  ['NotSupportedError', 'Not supported', 'screen', true, 'not-supported', /another/],
  // Names that only end or begin so are others.
  ['NotInvalidStateError', '', 'screen', true, 'unknown', /could not be opened/],
  ['InvalidStateErrors', '', 'screen', true, 'unknown', /could not be opened/],
];

describe('what a browser says', () => {
  it.each(table)('%s (%s) for a %s, secure %s: %s', (name, message, source, secure, code, advice) => {
    const cause = new DOMException(message, name);
    const error = toCaptureError(cause, source, secure);
    expect([error.code, error.cause]).toEqual([code, cause]);
    expect(error.message).toMatch(advice);
  });

  it('may be thrown at once, without a promise', async () => {
    const rig = createRig();
    const throws = (): never => {
      throw new DOMException('At once', 'InvalidAccessError');
    };
    Object.assign(rig.devices.port, { getDisplayMedia: throws, getUserMedia: throws });
    await expect(rig.local.screen.enable()).rejects.toMatchObject({ code: 'invalid-state' });
    await expect(rig.local.camera.enable()).rejects.toMatchObject({ isJackfieldError: true });
    expect(rig.local.screen.state.capture.status).toBe('off');
  });
});
