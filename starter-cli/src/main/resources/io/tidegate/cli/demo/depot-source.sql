-- A depot with its parcels: 15,000 rows.
DROP DATABASE IF EXISTS depot;
CREATE DATABASE depot CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE depot;
CREATE TABLE shelves (
  id INT NOT NULL PRIMARY KEY,
  aisle CHAR(2) NOT NULL
) ENGINE=InnoDB;
INSERT INTO shelves (id, aisle) SELECT seq, CONCAT('A', seq MOD 9) FROM seq_1_to_3000;
CREATE TABLE parcels (
  id BIGINT NOT NULL PRIMARY KEY,
  shelf INT NOT NULL,
  grams INT NOT NULL,
  label VARCHAR(80) NULL
) ENGINE=InnoDB;
INSERT INTO parcels (id, shelf, grams, label)
  SELECT seq, seq MOD 3000 + 1, seq MOD 20000, CONCAT('Parcel ', seq) FROM seq_1_to_12000;
