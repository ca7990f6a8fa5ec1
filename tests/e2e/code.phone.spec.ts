import { testCodeScreens } from './code-tests';

testCodeScreens();
