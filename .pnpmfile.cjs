/**
 * `aliyun-webrtc-sdk` lists its own build tools (gulp 3, webpack 3, …) as dependencies: about 840 packages of
 * which the shipped file uses none. Installing the file alone keeps them out of this workspace.
 */
function readPackage(manifest) {
  if (manifest.name === 'aliyun-webrtc-sdk') manifest.dependencies = {};
  return manifest;
}

module.exports = { hooks: { readPackage } };
