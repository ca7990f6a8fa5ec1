import { testStructured } from './structured-tests';

testStructured({ isPhone: true });
