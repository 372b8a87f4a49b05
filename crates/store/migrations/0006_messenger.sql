-- What a customer gave that lets the business write to them later: permissions, and comments that were answered.
ALTER TABLE identity ADD COLUMN granted TEXT;

-- The private answer to a comment.
ALTER TABLE comment ADD COLUMN conversation_id BLOB;
ALTER TABLE comment ADD COLUMN message_id BLOB;

CREATE INDEX comment_by_time ON comment (workspace_id, created_at, external_id);

-- When the platform tells who a commenter is, the answer moves to the conversation they have.
CREATE INDEX comment_by_conversation ON comment (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('comment', 'comment_by_time', '100000 50000 1 1'),
    ('comment', 'comment_by_conversation', '1000 500 1');
ANALYZE sqlite_schema;

-- As which persona of a page an agent answers there.
CREATE TABLE persona (
    workspace_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    external_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, agent_id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent ON DELETE CASCADE
) WITHOUT ROWID;
