import { testCode, testCodeScreens } from './code-tests';

testCodeScreens();
testCode();
