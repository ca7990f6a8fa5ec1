import { testScreens } from './screen-tests';

testScreens({ isPhone: false });
