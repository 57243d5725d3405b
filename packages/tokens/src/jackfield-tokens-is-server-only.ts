// Stands in for every entry point when a bundler builds for the browser. It exports nothing, so that a named import already fails in
// the bundler, which then prints this file's name; anything else fails here, at load.
// Without this a bundler takes the file for CommonJS, whose exports it cannot check.
export {};

throw new Error(
  '@jackfield/tokens is server side only: it holds the secrets that credentials are signed with. Import it on the server, and fetch credentials from there.',
);
