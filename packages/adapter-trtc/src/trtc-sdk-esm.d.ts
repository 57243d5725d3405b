/** The vendor's build as a module, which it ships without types. */
declare module 'trtc-sdk-v5/trtc.esm.js';
