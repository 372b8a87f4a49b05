-- The platform keeps a message back, which counts as sent; and one that went a second time for a window that only the
-- platform held for closed.
ALTER TABLE message ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE message ADD COLUMN second_look BOOLEAN NOT NULL DEFAULT FALSE;
