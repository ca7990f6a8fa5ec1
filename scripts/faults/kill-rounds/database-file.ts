import { DatabaseSync } from 'node:sqlite';

/** SQLite's own word on a file that the app has open. */
export function checkIntegrity(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const row = database.prepare('pragma integrity_check').get();
    return String(row?.integrity_check);
  } finally {
    database.close();
  }
}

/** Damages what a killed app has left: the newest question, and what was stored of running answers. */
export function spoil(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(`
    delete from generation_chunk;
    update message set parts = '[{"type":"text","text":"spoilt"}]'
      where id = (select id from message where role = 'user' order by created_at desc limit 1);`);
  database.close();
}
