import { jackfieldConfig } from '@jackfield/eslint-config';

export default jackfieldConfig({ root: import.meta.dirname });
