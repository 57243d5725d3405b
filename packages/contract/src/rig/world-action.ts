/** What a vendor is asked to do, for holding it back or refusing it. */
export type VendorOperation =
  | 'join'
  | 'leave'
  | 'publish'
  | 'replace-track'
  | 'mute'
  | 'set-quality'
  | 'subscribe'
  | 'renew-credential'
  | 'set-role'
  | 'set-profile'
  | 'message'
  | 'moderate'
  | 'set-audio-output'
  | 'set-volume'
  | 'resume-playback';

/** Everything that a rig may be asked to bring about, by name. What it cannot do it lists with a reason. */
export type WorldAction =
  // somebody else in the room
  | 'far-join'
  | 'far-kind'
  | 'far-publish'
  | 'far-mute'
  | 'far-replace-track'
  | 'far-rename'
  | 'far-message'
  | 'far-leave'
  | 'far-leave-without-unpublish'
  | 'far-crash'
  | 'far-interrupt'
  | 'far-receives'
  | 'far-without-key'
  // a camera of 1280 × 720
  | 'far-large'
  // that others are told the role of a session
  | 'tell-roles'
  // the vendor's server
  | 'kick'
  | 'close-room'
  | 'shutdown'
  | 'server-mute'
  | 'server-unpublish'
  | 'revoke'
  | 'record'
  | `refuse-${VendorOperation}`
  | 'refuse-join-network'
  | 'refuse-join-room-not-found'
  | 'credential-expiring'
  | 'credential-expired'
  | 'lose-publication'
  | 'block-vendor-playback'
  | `hold-${VendorOperation}`
  // the way between
  | 'cut-network'
  | 'report-leaves-while-cut'
  | 'restore-resumed'
  | 'restore-restarted'
  | 'lose-network'
  // this side's surroundings
  | 'unplug'
  | 'device-busy'
  | 'device-interrupt'
  | 'permission'
  | 'picker'
  | 'browser-stop'
  | 'gesture'
  | 'page'
  | 'frames'
  | 'clock'
  // what can be seen
  | 'wire'
  // the bounds of a sender of an own source
  | 'encoding'
  // the codec that a sender prefers
  | 'codec'
  // the width and height of what is received
  | 'arriving-size'
  // whose a track is, by what it shows
  | 'content'
  | 'leftovers'
  | 'traces'
  | 'credentials'
  | 'statistics'
  | 'network-quality'
  | 'levels'
  | 'devices'
  | 'audible'
  | 'vendor-output';
