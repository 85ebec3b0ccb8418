-- An archive of letters, 20,000 of them, that no key tells apart: its precheck wants one.
DROP DATABASE IF EXISTS archive;
CREATE DATABASE archive CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE archive;
CREATE TABLE letters (
  box INT NOT NULL,
  number INT NOT NULL,
  written DATE NOT NULL,
  body TEXT NOT NULL
) ENGINE=InnoDB;
INSERT INTO letters (box, number, written, body)
  SELECT seq DIV 200, seq MOD 200, DATE '1890-01-01' + INTERVAL seq DAY, REPEAT('Dear all ', 9)
  FROM seq_1_to_20000;
