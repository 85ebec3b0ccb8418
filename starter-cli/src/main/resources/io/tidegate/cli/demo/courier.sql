-- The account that moves the market, on both servers.
DROP USER IF EXISTS 'courier'@'%';
CREATE USER 'courier'@'%' IDENTIFIED BY '${password}';
GRANT ALL PRIVILEGES ON *.* TO 'courier'@'%' WITH GRANT OPTION;
