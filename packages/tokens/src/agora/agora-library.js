import { missingLibrary } from '../shared/missing-library.ts';

// JavaScript, because the library's types leave this file of it out; the types beside this file stand in for them.
export async function loadAgoraLibrary() {
  // The import stands in a `try` of its own: bundlers then take a library that is not installed for one that is not wanted.
  try {
    return await import('agora-token/src/AccessToken2.js');
  } catch (cause) {
    throw missingLibrary('agora-token', cause);
  }
}
