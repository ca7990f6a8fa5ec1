/** What had to be changed of a history so that every server takes it; the words stayed. */
export type HistoryRepair =
  | 'messages-joined'
  | 'message-dropped'
  | 'call-renamed'
  | 'result-added'
  | 'result-dropped'
  | 'answer-added'
  | 'question-added'
  | 'arguments-mended';
