import { createContext } from 'react';

/** Whether the block around is still being written: then its code is not coloured yet. */
export const WritingContext = createContext(false);
