// JavaScript, because the library's types leave this file of it out; the types beside this file stand in for them.
export { AccessToken2, ServiceRtc } from 'agora-token/src/AccessToken2.js';
