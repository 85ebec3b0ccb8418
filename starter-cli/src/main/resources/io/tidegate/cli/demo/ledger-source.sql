-- Accounts and payments, which somebody writes to all the time. Their foreign key cascades, which a
-- precheck asks about.
DROP DATABASE IF EXISTS ${database};
CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE ${database};
CREATE TABLE accounts (
  id INT NOT NULL PRIMARY KEY,
  owner VARCHAR(60) NOT NULL,
  cents BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;
INSERT INTO accounts (id, owner, cents)
  SELECT seq, CONCAT('Owner ', seq), 100000 FROM seq_1_to_10000;
CREATE TABLE payments (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account INT NOT NULL,
  cents BIGINT NOT NULL,
  at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  CONSTRAINT payments_account FOREIGN KEY (account) REFERENCES accounts (id) ON DELETE CASCADE
) ENGINE=InnoDB;
INSERT INTO payments (account, cents) SELECT seq MOD 10000 + 1, seq MOD 500 FROM seq_1_to_30000;
