import { testNumberScreens, testNumbers } from './numbers-tests';

testNumberScreens();
testNumbers();
