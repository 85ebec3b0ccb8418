-- The account that moves everything but the shop, on both servers: it lacks nothing.
DROP USER IF EXISTS 'courier'@'%';
CREATE USER 'courier'@'%' IDENTIFIED BY '${password}';
GRANT ALL PRIVILEGES ON *.* TO 'courier'@'%' WITH GRANT OPTION;
