-- The source of the demo: a shop with foreign keys, a view, a trigger, a table without a primary
-- key and columns of odd types. A little over 150,000 rows.
DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE shop;
CREATE TABLE customers (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(190) NOT NULL,
  balance DECIMAL(20,4) NOT NULL DEFAULT 0,
  vip BIT(1) NOT NULL DEFAULT b'0',
  birthday DATE NULL,
  notes TEXT NULL,
  created_at DATETIME(6) NOT NULL,
  UNIQUE KEY customers_email (email)
) ENGINE=InnoDB AUTO_INCREMENT=500000;
INSERT INTO customers (id, name, email, balance, vip, birthday, notes, created_at)
  SELECT seq, CONCAT('Customer ', seq, ' 顾客 🛒'), CONCAT('c', seq, '@example.com'), seq * 1.2345,
    seq MOD 2, DATE '1950-01-01' + INTERVAL seq DAY, IF(seq MOD 7 = 0, NULL, REPEAT('é"\\', 3)),
    TIMESTAMP '2020-01-01 00:00:00.000001' + INTERVAL seq MINUTE
  FROM seq_1_to_20000;
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
INSERT INTO products (sku, title, tags, kind, attributes, picture, price)
  SELECT CONCAT('SKU-', seq), CONCAT('Product ', seq), ELT(seq MOD 3 + 1, '', 'new', 'sale,heavy'),
    ELT(seq MOD 3 + 1, 'book', 'tool', 'food'), JSON_OBJECT('weight', seq, 'colour', 'blau'),
    UNHEX(SHA2(seq, 256)), seq / 7
  FROM seq_1_to_2000;
CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id BIGINT UNSIGNED NOT NULL,
  status ENUM('open','paid','sent') NOT NULL DEFAULT 'open',
  total DECIMAL(14,2) NOT NULL,
  placed_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY orders_customer (customer_id),
  CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)
) ENGINE=InnoDB;
INSERT INTO orders (id, customer_id, status, total, placed_at)
  SELECT seq, seq MOD 20000 + 1, ELT(seq MOD 3 + 1, 'open', 'paid', 'sent'), seq / 3,
    TIMESTAMP '2024-01-01 00:00:00' + INTERVAL seq SECOND
  FROM seq_1_to_40000;
CREATE TABLE order_lines (
  order_id BIGINT UNSIGNED NOT NULL,
  line SMALLINT UNSIGNED NOT NULL,
  sku VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,
  quantity INT NOT NULL,
  PRIMARY KEY (order_id, line),
  KEY order_lines_sku (sku),
  CONSTRAINT order_lines_order_fk FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT order_lines_product_fk FOREIGN KEY (sku) REFERENCES products (sku)
) ENGINE=InnoDB;
INSERT INTO order_lines (order_id, line, sku, quantity)
  SELECT (seq + 1) DIV 2, seq MOD 2, CONCAT('SKU-', seq MOD 2000 + 1), seq MOD 9 + 1
  FROM seq_1_to_70000;
CREATE TABLE page_views (
  session CHAR(36) NOT NULL,
  url VARCHAR(300) NOT NULL,
  seconds DOUBLE NULL,
  seen_at DATETIME(3) NOT NULL
) ENGINE=InnoDB;
INSERT INTO page_views (session, url, seconds, seen_at)
  SELECT CONCAT('session-', seq MOD 5000), CONCAT('/product/SKU-', seq MOD 2000 + 1), seq / 17,
    TIMESTAMP '2025-03-01 12:00:00.123' + INTERVAL seq DIV 4 SECOND
  FROM seq_1_to_20000;
CREATE TABLE measurements (
  id BINARY(16) NOT NULL PRIMARY KEY,
  small TINYINT UNSIGNED NOT NULL,
  big BIGINT UNSIGNED NOT NULL,
  bits BIT(17) NOT NULL,
  ratio FLOAT NULL,
  lasted TIME(3) NULL,
  built YEAR NULL,
  raw VARBINARY(64) NULL,
  remark MEDIUMTEXT CHARACTER SET gbk NULL
) ENGINE=InnoDB;
INSERT INTO measurements (id, small, big, bits, ratio, lasted, built, raw, remark)
  SELECT UNHEX(MD5(seq)), seq MOD 256, 18446744073709551615 - seq, seq MOD 131072, seq / 3,
    SEC_TO_TIME(CAST(seq * 1001 AS SIGNED) - 1500000), 1901 + seq MOD 255, UNHEX(SHA1(seq)),
    IF(seq MOD 5 = 0, NULL, '测量')
  FROM seq_1_to_3000;
CREATE SQL SECURITY INVOKER VIEW open_orders AS
  SELECT o.id, c.name, o.total FROM orders o JOIN customers c ON c.id = o.customer_id
  WHERE o.status = 'open';
CREATE TRIGGER orders_total BEFORE UPDATE ON orders FOR EACH ROW
  SET NEW.total = GREATEST(NEW.total, 0);
-- The account of the transfer service may do everything that it needs, but for one thing.
DROP USER IF EXISTS 'transfer'@'%';
CREATE USER 'transfer'@'%' IDENTIFIED BY '${password}';
GRANT SELECT, TRIGGER, LOCK TABLES ON shop.* TO 'transfer'@'%';
GRANT RELOAD, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO 'transfer'@'%';
