/** What a run of the doctor learnt of a connection; absent is what it could not tell. */
export type Learnt = {
  contextWindow?: number | undefined;
  /** Pictures a prompt may have; 0 where the model does not see. */
  maxImages?: number | undefined;
  /** Longest base64 text of one picture that was taken, in characters. */
  maxImageBase64Characters?: number | undefined;
  maxBodyBytes?: number | undefined;
  tools?: 'streamed' | 'whole' | 'none' | undefined;
  schema?: boolean | undefined;
  /** Whether an answer that was begun is carried on. */
  continues?: boolean | undefined;
  usage?: boolean | undefined;
};
