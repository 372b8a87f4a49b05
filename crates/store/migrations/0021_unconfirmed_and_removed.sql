-- What was given up as unconfirmed may have gone out: an echo may still come, and it is compared with those too.
DROP INDEX message_under_way;
CREATE INDEX message_under_way ON message (workspace_id, conversation_id)
    WHERE (status IN ('sending', 'unconfirmed') OR status = 'failed' AND failure ->> '$.class' = 'unconfirmed')
      AND external_id IS NULL;

DELETE FROM sqlite_stat1 WHERE idx = 'message_under_way';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('message', 'message_under_way', '100 50 1');
ANALYZE sqlite_schema;

-- What was taken back is not kept.
UPDATE comment SET text = NULL WHERE removed_at IS NOT NULL;
