-- What a rehearsal has left behind: its precheck wants the name to be free.
DROP DATABASE IF EXISTS depot;
CREATE DATABASE depot CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE depot;
CREATE TABLE parcels (
  id BIGINT NOT NULL PRIMARY KEY,
  shelf INT NOT NULL,
  grams INT NOT NULL,
  label VARCHAR(80) NULL
) ENGINE=InnoDB;
INSERT INTO parcels VALUES (1, 1, 1, 'from the rehearsal');
