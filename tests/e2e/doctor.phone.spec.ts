import { testDoctor } from './doctor-tests';

testDoctor();
