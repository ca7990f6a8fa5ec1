import { testJumps } from './jump-tests';

testJumps({ isPhone: false });
