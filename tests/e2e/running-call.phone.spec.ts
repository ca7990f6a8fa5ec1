import { testRunningCalls } from './running-call-tests';

testRunningCalls({ isPhone: true });
