-- How often a message went again because of what the platform said after it had taken it; so far it was known whether.
ALTER TABLE message ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
UPDATE message SET looks = 1 WHERE second_look;
ALTER TABLE message DROP COLUMN second_look;
