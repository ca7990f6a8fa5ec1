import 'server-only';
import type { Generated } from 'kysely';

/**
 * Tables of the store. Ids are texts, times are milliseconds since 1970, structured values are JSON
 * texts parsed at the edge, so that the same queries run on SQLite and on Postgres.
 */
export type Schema = {
  conversation: {
    id: string;
    owner_id: string;
    title: string;
    head_id: string | null;
    version: number;
    /** Position the next message gets. */
    next_position: number;
    created_at: number;
    updated_at: number;
    /** 0 or 1, as the two below. An archived one is not pinned. */
    pinned: Generated<number>;
    archived: Generated<number>;
    /** Whether an answer has ended that nobody has seen yet. */
    is_unread: Generated<number>;
    folder: string | null;
    /** First picture of the conversation. */
    thumbnail_id: string | null;
    /** What an imported conversation is known by; unique among its owner's. */
    import_key: string | null;
    /** JSON: how its prompts are made; `null` where nobody chose. */
    settings: string | null;
  };
  message: {
    id: string;
    owner_id: string;
    conversation_id: string;
    parent_id: string | null;
    role: 'user' | 'assistant';
    status: string;
    position: number;
    /** JSON: ordered parts; file parts hold the attachment's facts. */
    parts: string;
    /** JSON: what only answers have (call, finish reason, usage, timing, note, error). */
    answer: string | null;
    created_at: number;
  };
  message_attachment: { message_id: string; attachment_id: string; position: number };
  generation: {
    id: string;
    owner_id: string;
    conversation_id: string;
    message_id: string;
    idempotency_key: string;
    state: 'streaming' | 'ended';
    created_at: number;
    /** The process that runs it, or has run it. */
    owner_process: string | null;
    /** When that process last said that it is alive. */
    heartbeat_at: number | null;
    /** When somebody pressed Stop, at whatever process. */
    stop_requested_at: number | null;
  };
  generation_chunk: {
    generation_id: string;
    /** Number of the first of these chunks. */
    seq: number;
    /** JSON: some chunks that follow each other. */
    chunks: string;
  };
  attachment: {
    id: string;
    owner_id: string;
    name: string;
    blob_hash: string;
    created_at: number;
  };
  blob: {
    /** SHA-256 of `data` in hexadecimal. */
    hash: string;
    media_type: string;
    width: number;
    height: number;
    byte_count: number;
    data: Uint8Array;
  };
  blob_variant: {
    blob_hash: string;
    /** What it was made for: `thumbnail`, a connection's limit such as `base64-180000`, or
     * `largest-` and the attachment it was kept for. */
    purpose: string;
    media_type: string;
    data: Uint8Array;
  };
  /** What can be found. Its tokens are kept as each engine searches them: `lib/server/search`. */
  search_entry: {
    id: number;
    owner_id: string;
    conversation_id: string;
    /** `null` for the title. */
    message_id: string | null;
    created_at: number;
  };
  /** What was learnt of a server. */
  connection_profile: {
    connection_id: string;
    /** JSON: `connectionProfileSchema`. */
    profile: string;
    updated_at: number;
  };
  /** What a key may still send: `lib/server/rate`. */
  rate_token: {
    /** A hash of the server's address and the key. */
    key_id: string;
    number: number;
    /** When it may be taken again, by the store's own clock. */
    free_at: number;
  };
  /** A tool that a person made. */
  own_tool: {
    id: string;
    owner_id: string;
    /** JSON: `storedOwnToolSchema`. */
    tool: string;
    created_at: number;
  };
  /** What a person decided about the calls of a tool. */
  tool_approval: {
    owner_id: string;
    /** Empty for all conversations. */
    conversation_id: string;
    tool_key: string;
    approval: 'ask' | 'allow';
    /** What the tool was when that was decided; of another one it says nothing. */
    fingerprint: string;
  };
  /** What a foreign tool was when a person switched it on. */
  tool_pin: {
    owner_id: string;
    tool_key: string;
    fingerprint: string;
    /** JSON: a `ToolDefinition`, so that a change can be shown. */
    definition: string;
  };
  /** Settings under a name. */
  preset: {
    id: string;
    owner_id: string;
    name: string;
    /** JSON: `presetSchema`. */
    preset: string;
    updated_at: number;
  };
  /** What the answers of one model have used on one day. */
  usage_day: {
    owner_id: string;
    /** `YYYY-MM-DD`, in the person's time zone. */
    day: string;
    model_id: string;
    answers: number;
    steps: number;
    images: number;
    input_tokens: number;
    cached_input_tokens: number;
    output_tokens: number;
    reasoning_tokens: number;
    total_ms: number;
  };
  setting: { owner_id: string; name: string; value: string };
};
