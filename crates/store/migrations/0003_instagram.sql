-- What was taken back, by the platform's id: it may be told before the message itself, and before an edit of it.
CREATE TABLE deletion (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, external_id)
) WITHOUT ROWID;

ALTER TABLE conversation ADD COLUMN preview_deleted BOOLEAN NOT NULL DEFAULT FALSE;

-- The name in a customer's address, on platforms where people have one.
ALTER TABLE identity ADD COLUMN username TEXT;

ALTER TABLE comment ADD COLUMN place TEXT NOT NULL DEFAULT 'feed';

-- Messages on their way: an echo that names none of them is compared with those of its conversation.
CREATE INDEX message_under_way ON message (workspace_id, conversation_id)
    WHERE status IN ('sending', 'unconfirmed') AND external_id IS NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('deletion', 'deletion', '10000 5000 2500 1'),
    ('message', 'message_under_way', '100 50 1');
ANALYZE sqlite_schema;
