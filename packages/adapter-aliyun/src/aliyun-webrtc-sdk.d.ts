// The package has no types, and no exports either: importing it defines a global.
declare module 'aliyun-webrtc-sdk';
