/** Names the request that failed, below what is said about it. */
export function RequestNote({ text }: { text: string }) {
  return <span className="mt-1 block break-all text-xs">{text}</span>;
}
