import { packageBuild } from '@jackfield/tsdown-config';

export default packageBuild();
