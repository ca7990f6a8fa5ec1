import { testNumberScreens } from './numbers-tests';

testNumberScreens();
