/** Number of the newest migration; a test compares it with lib/server/database/migrations. */
export const NEWEST_MIGRATION = 9;
