import { testLongThread } from './thread-tests';

testLongThread();
