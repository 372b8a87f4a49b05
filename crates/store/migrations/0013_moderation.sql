-- What a platform is to be asked about a customer, one row a conversation: a later wish takes the place of an earlier one.
-- While one is being asked, the next waits for its claim to end.
CREATE TABLE moderation (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    action TEXT NOT NULL CONSTRAINT moderation_action CHECK (action IN ('block', 'unblock', 'ban', 'unban', 'spam')),
    agent_id BLOB NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation,
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channel,
    FOREIGN KEY (workspace_id, agent_id) REFERENCES agent
) WITHOUT ROWID;
CREATE INDEX moderation_by_due ON moderation (due_at);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('moderation', 'moderation', '100 10 1'),
    ('moderation', 'moderation_by_due', '100 1');
ANALYZE sqlite_schema;
