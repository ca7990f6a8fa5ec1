/** The page that examines a connection; all of them where none is named. */
export function doctorPathFor(connectionId: string | undefined): string {
  return connectionId ? `/doctor?connection=${encodeURIComponent(connectionId)}` : '/doctor';
}
