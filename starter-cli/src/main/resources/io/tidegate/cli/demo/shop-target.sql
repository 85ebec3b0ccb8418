-- The target of the demo: one of the tables was created ahead by somebody, and is empty.
DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE shop;
CREATE TABLE products (
  sku VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL PRIMARY KEY,
  title VARCHAR(200) NOT NULL,
  tags SET('new','sale','heavy') NOT NULL DEFAULT '',
  kind ENUM('book','tool','food') NOT NULL,
  attributes JSON NULL,
  picture BLOB NULL,
  price DECIMAL(10,2) NOT NULL,
  price_with_tax DECIMAL(12,4) GENERATED ALWAYS AS (price * 1.19) STORED
) ENGINE=InnoDB;
DROP USER IF EXISTS 'transfer'@'%';
CREATE USER 'transfer'@'%' IDENTIFIED BY '${password}';
GRANT ALL PRIVILEGES ON shop.* TO 'transfer'@'%';
GRANT CREATE, ALTER, DROP, INDEX, INSERT, UPDATE, DELETE, SELECT, CREATE VIEW, SHOW VIEW, TRIGGER, REFERENCES, RELOAD, SUPER, BINLOG ADMIN ON *.* TO 'transfer'@'%';
