/** What an exported document says beside the messages, and what stands in for a picture that is not there. */
export type TransferWords = {
  readonly language: string;
  readonly untitled: string;
  readonly you: string;
  readonly assistant: string;
  readonly reasoning: string;
  readonly exportedFrom: string;
  /** How many messages belong to other versions than the one that is shown. */
  otherVersions(count: number): string;
  pictureMissing(name: string): string;
  pictureRefused(name: string): string;
  fileLeftOut(name: string): string;
  /** Heads a call of a tool. */
  toolCalled(name: string): string;
};
