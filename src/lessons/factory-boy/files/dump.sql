-- Taken from staging last spring.
INSERT INTO customer (id, name, email) VALUES (17, 'K. Osei', 'k.osei@example.com');
INSERT INTO customer (id, name, email) VALUES (18, 'Test Test', 'asdf@example.com');
INSERT INTO customer (id, name, email) VALUES (31, 'R. Lindqvist', 'lindqvist@example.com');
INSERT INTO customer (id, name, email) VALUES (44, 'M. Duarte', 'md@example.com');
INSERT INTO item (id, name, pence) VALUES (3, 'potato', 40);
INSERT INTO item (id, name, pence) VALUES (4, 'kettle', 2500);
INSERT INTO item (id, name, pence) VALUES (9, 'pan', 1800);
INSERT INTO "order" (id, customer_id, placed, paid) VALUES (1002, 17, '2023-11-02', 1);
INSERT INTO "order" (id, customer_id, placed, paid) VALUES (1003, 31, '2023-12-24', 0);
INSERT INTO "order" (id, customer_id, placed, paid) VALUES (1007, 44, '2024-02-20', 0);
INSERT INTO line (order_id, item_id, quantity) VALUES (1002, 4, 2);
INSERT INTO line (order_id, item_id, quantity) VALUES (1003, 3, 5);
INSERT INTO line (order_id, item_id, quantity) VALUES (1003, 9, 1);
INSERT INTO line (order_id, item_id, quantity) VALUES (1007, 3, 12);
