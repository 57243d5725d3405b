export { overFake as aliyun } from './cloud.ts';
