import { testScreens } from './screen-tests';

testScreens({ isPhone: true });
