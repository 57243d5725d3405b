/**
 * The devices that are plugged in: lists for device menus, kept up to date.
 *
 * @packageDocumentation
 */
export type { DeviceInfo, DeviceList, DevicePermission } from './devices/device-list.ts';
export { watchDevices, type DeviceWatch } from './devices/watch-devices.ts';
