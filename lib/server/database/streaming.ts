import 'server-only';
import { sql } from 'kysely';

/** What the planners must see as it is written, or they do not know the indexes made for it. */
export const STREAMING = sql.lit<'streaming'>('streaming');
