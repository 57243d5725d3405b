// The imaginary SDK. Delete this file as soon as the vendor's package is installed, which brings its own types.
declare module 'acme-rtc-sdk' {
  const sdk: import('./port.ts').AcmeSdk;
  export default sdk;
}
