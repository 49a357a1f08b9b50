BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0007');
CREATE TABLE automatic_mail (
	kind TEXT NOT NULL, 
	after_label INTEGER NOT NULL, 
	since TEXT NOT NULL, 
	PRIMARY KEY (kind)
)
 STRICT

;
CREATE TABLE balance_seen (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	account TEXT NOT NULL, 
	minor INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE TABLE code_watch (
	label_id TEXT NOT NULL, 
	asked_at TEXT, 
	scanned_at TEXT, 
	news TEXT NOT NULL, 
	draft_id TEXT NOT NULL, 
	PRIMARY KEY (label_id), 
	FOREIGN KEY(label_id) REFERENCES label (label_id)
)
 STRICT

;
CREATE TABLE document (
	label_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	kept_at TEXT NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (label_id, kind), 
	FOREIGN KEY(label_id) REFERENCES label (label_id)
)
 STRICT

;
INSERT INTO "document" VALUES('se-1','pdf','a55a1f68f6ccb0152dfe30bf30f7cf57253bc4cceaea421e3253fa1af4f8ff23','2026-11-22T12:00:07.000000+00:00',X'255044462D312E342061206C6162656C');
CREATE TABLE draft (
	id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	handed_back TEXT NOT NULL, 
	queued_at TEXT, 
	approval TEXT, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "draft" VALUES('428aa3d648264981be6c35c5ad496a88','open','2026-11-22T12:00:22.000000+00:00','2026-11-22T12:00:22.000000+00:00',0,'',NULL,NULL,'{"confirmation":"none","customs_contents":"merchandise","customs_explanation":"","customs_lines":[],"delivery":"label","height":"3","insured_value":"","is_return":false,"length":"9","non_machinable":false,"order_reference":"1001","ounces":"4","outbound_label_id":"","package_code":"package","pounds":"1","reference1":"ORDER 1001","reference2":"","reference3":"","rma_number":"","sender":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","state":"OR"},"ship_date":"","to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","state":"PA"},"v":1,"width":"6"}');
INSERT INTO "draft" VALUES('35330e5a86b5429fb707fc4caa7af7a9','queued','2026-11-22T12:00:23.000000+00:00','2026-11-22T12:00:25.000000+00:00',1,'','2026-11-22T12:00:24.000000+00:00','{"answered":[],"arrive_by":null,"basis":null,"limit":{"currency":"usd","minor":800},"package_code":"package","seen":{"currency":"usd","minor":761},"service_code":"usps_ground_advantage","tolerance":null,"v":1,"when_online":false,"when_past":"roll"}','{"confirmation":"none","customs_contents":"merchandise","customs_explanation":"","customs_lines":[],"delivery":"label","height":"3","insured_value":"","is_return":false,"length":"9","non_machinable":false,"order_reference":"1001","ounces":"4","outbound_label_id":"","package_code":"package","pounds":"1","reference1":"ORDER 1001","reference2":"","reference3":"","rma_number":"","sender":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","state":"OR"},"ship_date":"","to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","state":"PA"},"v":1,"width":"6"}');
CREATE TABLE foreign_label (
	label_id TEXT NOT NULL, 
	seen_at TEXT NOT NULL, 
	state TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (label_id)
)
 STRICT

;
CREATE TABLE form_sheet (
	form_id TEXT NOT NULL, 
	request_id INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	kept_at TEXT NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (form_id), 
	FOREIGN KEY(request_id) REFERENCES scan_form_request (id)
)
 STRICT

;
CREATE TABLE label (
	number INTEGER NOT NULL, 
	label_id TEXT NOT NULL, 
	purchase_id TEXT NOT NULL, 
	draft_id TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	tracking TEXT NOT NULL, 
	tracking_reversed TEXT NOT NULL, 
	service_code TEXT NOT NULL, 
	cost_minor INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	voided INTEGER NOT NULL, 
	paperless INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	shipment TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(purchase_id) REFERENCES purchase (id)
)
 STRICT

;
INSERT INTO "label" VALUES(1,'se-1','247ff474a97040c3b233e6f3e7ae6bb2','the first draft','2026-11-22T12:00:04.000000+00:00','9400111899563821000010','0100001283659981110049','usps_ground_advantage',761,'usd',0,0,'{"batch_id":"","broker_id":"","broker_id_from":"","broker_instructions":"","broker_notes":[],"carrier_id":"se-1","charge_event":"","confirmation":"","cost":{"currency":"usd","minor":761},"created_at":"2026-11-22T12:00:04.000000+00:00","display_scheme":"","external_id":"247ff474a97040c3b233e6f3e7ae6bb2","external_order_id":"","international":false,"is_return":false,"label_id":"se-1","layout":"","links":[{"href":"https://api.example.com/v1/downloads/1","kind":"pdf"}],"outbound_label_id":"","package_code":"package","raw":"{\"label_id\": \"se-1\"}","refund":null,"rma_number":"","service_code":"usps_ground_advantage","ship_date":null,"ship_to_name":"","ship_to_postal_code":"","shipment_id":"se-s1","status":"completed","tracking_number":"9400111899563821000010","tracking_url":"","v":1,"void_type":"","voided":false,"voided_at":null}','{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"},"v":1}');
INSERT INTO "label" VALUES(2,'se-2','52232e7e427f413eb169441f34095c95','5add242e567b480b88c87cbd11a33235','2026-11-22T12:00:11.000000+00:00','9400111899563821000027','7200001283659981110049','usps_ground_advantage',761,'usd',1,0,'{"batch_id":"","broker_id":"","broker_id_from":"","broker_instructions":"","broker_notes":[],"carrier_id":"se-1","charge_event":"","confirmation":"","cost":{"currency":"usd","minor":761},"created_at":"2026-11-22T12:00:11.000000+00:00","display_scheme":"","external_id":"52232e7e427f413eb169441f34095c95","external_order_id":"","international":false,"is_return":false,"label_id":"se-2","layout":"","links":[{"href":"https://api.example.com/v1/downloads/1","kind":"pdf"}],"outbound_label_id":"","package_code":"package","raw":"{\"label_id\": \"se-1\"}","refund":null,"rma_number":"","service_code":"usps_ground_advantage","ship_date":null,"ship_to_name":"","ship_to_postal_code":"","shipment_id":"se-s2","status":"completed","tracking_number":"9400111899563821000027","tracking_url":"","v":1,"void_type":"","voided":true,"voided_at":"2026-11-22T12:00:17.000000+00:00"}','{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"},"v":1}');
CREATE TABLE label_word (
	word TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (word, number), 
	FOREIGN KEY(number) REFERENCES label (number)
)
 STRICT

;
INSERT INTO "label_word" VALUES('1001',1);
INSERT INTO "label_word" VALUES('18702',1);
INSERT INTO "label_word" VALUES('ann',1);
INSERT INTO "label_word" VALUES('lee',1);
INSERT INTO "label_word" VALUES('order',1);
INSERT INTO "label_word" VALUES('scranton',1);
INSERT INTO "label_word" VALUES('1001',2);
INSERT INTO "label_word" VALUES('18702',2);
INSERT INTO "label_word" VALUES('ann',2);
INSERT INTO "label_word" VALUES('lee',2);
INSERT INTO "label_word" VALUES('order',2);
INSERT INTO "label_word" VALUES('scranton',2);
CREATE TABLE lookup (
	id INTEGER NOT NULL, 
	purchase_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	clean INTEGER NOT NULL, 
	detail TEXT NOT NULL, uptime INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(purchase_id) REFERENCES purchase (id)
)
 STRICT

;
CREATE TABLE mail (
	id INTEGER NOT NULL, 
	label_id TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	detail TEXT NOT NULL, kind TEXT DEFAULT 'qr' NOT NULL, subject TEXT DEFAULT '' NOT NULL, created_at TEXT DEFAULT '' NOT NULL, message_id TEXT DEFAULT '' NOT NULL, run TEXT DEFAULT '' NOT NULL, attempts INTEGER DEFAULT '0' NOT NULL, next_at TEXT, not_before TEXT, put_off_since TEXT, content BLOB, 
	PRIMARY KEY (id), 
	FOREIGN KEY(label_id) REFERENCES label (label_id)
)
 STRICT

;
CREATE TABLE mark (
	name TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT

;
CREATE TABLE pickup_request (
	id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	asked_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	request TEXT NOT NULL, 
	pickup TEXT, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE TABLE print_job (
	id INTEGER NOT NULL, 
	label_id TEXT NOT NULL, 
	copy INTEGER NOT NULL, 
	printer TEXT NOT NULL, 
	language TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proof TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	run TEXT NOT NULL, port TEXT DEFAULT '' NOT NULL, job TEXT DEFAULT '' NOT NULL, page_sha256 TEXT DEFAULT '' NOT NULL, place INTEGER DEFAULT '0' NOT NULL, run_id INTEGER REFERENCES print_run (id), seen_at TEXT, proof_facts TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(label_id) REFERENCES label (label_id)
)
 STRICT

;
CREATE TABLE print_run (
	id INTEGER NOT NULL, 
	printer TEXT NOT NULL, 
	profile TEXT NOT NULL, 
	state TEXT NOT NULL, 
	begun_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	problem TEXT NOT NULL, 
	run TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE TABLE print_run_item (
	run_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	label_id TEXT NOT NULL, 
	who TEXT NOT NULL, 
	tracking TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	state TEXT NOT NULL, 
	problem TEXT NOT NULL, 
	print_id INTEGER, 
	PRIMARY KEY (run_id, place), 
	FOREIGN KEY(run_id) REFERENCES print_run (id), 
	FOREIGN KEY(label_id) REFERENCES label (label_id), 
	FOREIGN KEY(print_id) REFERENCES print_job (id)
)
 STRICT

;
CREATE TABLE purchase (
	id TEXT NOT NULL, 
	draft_id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	lost_at TEXT, 
	replaced_at TEXT, 
	receipt TEXT, 
	refusal TEXT, 
	body TEXT NOT NULL, version INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "purchase" VALUES('247ff474a97040c3b233e6f3e7ae6bb2','the first draft','bought','2026-11-22T12:00:01.000000+00:00',NULL,NULL,'{"cost":{"currency":"usd","minor":761},"label_id":"se-1","shipment_id":"se-s1","tracking_number":"9400111899563821000010","v":1}',NULL,'{"answered":[],"at_most":{"currency":"usd","minor":786},"attended":false,"carrier_id":"se-1","created_at":"2026-11-22T12:00:01.000000+00:00","draft_id":"the first draft","expected":{"currency":"usd","minor":761},"id":"247ff474a97040c3b233e6f3e7ae6bb2","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}',3);
INSERT INTO "purchase" VALUES('52232e7e427f413eb169441f34095c95','5add242e567b480b88c87cbd11a33235','bought','2026-11-22T12:00:08.000000+00:00',NULL,NULL,'{"cost":{"currency":"usd","minor":761},"label_id":"se-2","shipment_id":"se-s2","tracking_number":"9400111899563821000027","v":1}',NULL,'{"answered":[],"at_most":{"currency":"usd","minor":786},"attended":false,"carrier_id":"se-1","created_at":"2026-11-22T12:00:08.000000+00:00","draft_id":"5add242e567b480b88c87cbd11a33235","expected":{"currency":"usd","minor":761},"id":"52232e7e427f413eb169441f34095c95","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}',6);
INSERT INTO "purchase" VALUES('320411a647b24b47b1f57913e3829ffb','bb0ad925428c4d7d9342e17d7ecfa2f1','in_doubt','2026-11-22T12:00:18.000000+00:00','2026-11-22T12:01:00.000000+00:00',NULL,NULL,NULL,'{"answered":[],"at_most":{"currency":"usd","minor":786},"attended":false,"carrier_id":"se-1","created_at":"2026-11-22T12:00:18.000000+00:00","draft_id":"bb0ad925428c4d7d9342e17d7ecfa2f1","expected":{"currency":"usd","minor":761},"id":"320411a647b24b47b1f57913e3829ffb","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}',9);
CREATE TABLE purchase_event (
	seq INTEGER NOT NULL, 
	purchase_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	body TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(purchase_id) REFERENCES purchase (id)
)
 STRICT

;
INSERT INTO "purchase_event" VALUES(1,'247ff474a97040c3b233e6f3e7ae6bb2','2026-11-22T12:00:02.000000+00:00','intended','{"answered":[],"at_most":{"currency":"usd","minor":786},"attended":false,"carrier_id":"se-1","created_at":"2026-11-22T12:00:01.000000+00:00","draft_id":"the first draft","expected":{"currency":"usd","minor":761},"id":"247ff474a97040c3b233e6f3e7ae6bb2","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}','f4b7f177a4866cc30b2cb45bf514083eed45cde480d969787cf996006dbb7ebd');
INSERT INTO "purchase_event" VALUES(2,'247ff474a97040c3b233e6f3e7ae6bb2','2026-11-22T12:00:03.000000+00:00','sending','{"v":1}','950828f4a1e5a59fb8f17a7526bf5bc04f60a382885ff0a47fa3e58c9743e2f4');
INSERT INTO "purchase_event" VALUES(3,'247ff474a97040c3b233e6f3e7ae6bb2','2026-11-22T12:00:05.000000+00:00','bought','{"cost":{"currency":"usd","minor":761},"label_id":"se-1","shipment_id":"se-s1","tracking_number":"9400111899563821000010","v":1}','bde916aa562b9980c5a5b7db1d7dde07bdb4410be53f70926d1432bd081b98ff');
INSERT INTO "purchase_event" VALUES(4,'52232e7e427f413eb169441f34095c95','2026-11-22T12:00:09.000000+00:00','intended','{"answered":[],"at_most":{"currency":"usd","minor":786},"attended":false,"carrier_id":"se-1","created_at":"2026-11-22T12:00:08.000000+00:00","draft_id":"5add242e567b480b88c87cbd11a33235","expected":{"currency":"usd","minor":761},"id":"52232e7e427f413eb169441f34095c95","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}','4612906014cc32c41d675c334ae68f97496c36553f5da74deca4f00da1ae844f');
INSERT INTO "purchase_event" VALUES(5,'52232e7e427f413eb169441f34095c95','2026-11-22T12:00:10.000000+00:00','sending','{"v":1}','39cc02187f9418d7e5983c666c304b0f4e978fb9eeb2fd50043d6ddcf14a970f');
INSERT INTO "purchase_event" VALUES(6,'52232e7e427f413eb169441f34095c95','2026-11-22T12:00:12.000000+00:00','bought','{"cost":{"currency":"usd","minor":761},"label_id":"se-2","shipment_id":"se-s2","tracking_number":"9400111899563821000027","v":1}','9e5e71ff2f96864c55e2ff4c5eb4af214e675039f7b163529fe745a5d53e51c5');
INSERT INTO "purchase_event" VALUES(7,'320411a647b24b47b1f57913e3829ffb','2026-11-22T12:00:19.000000+00:00','intended','{"answered":[],"at_most":{"currency":"usd","minor":786},"attended":false,"carrier_id":"se-1","created_at":"2026-11-22T12:00:18.000000+00:00","draft_id":"bb0ad925428c4d7d9342e17d7ecfa2f1","expected":{"currency":"usd","minor":761},"id":"320411a647b24b47b1f57913e3829ffb","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","is_return":false,"non_machinable":false,"order_reference":"1001","outbound_label_id":"","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"rma_number":"","rolled_from":null,"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}','00fdf0cf07f8971903cfc15f7f4a95ec6757e24986af89d9193aaa027ed2f25c');
INSERT INTO "purchase_event" VALUES(8,'320411a647b24b47b1f57913e3829ffb','2026-11-22T12:00:20.000000+00:00','sending','{"v":1}','ed2c98ac2d9276a4dc89ae41f4ae349a6068d77cee8b3de8f783c5644513002b');
INSERT INTO "purchase_event" VALUES(9,'320411a647b24b47b1f57913e3829ffb','2026-11-22T12:00:21.000000+00:00','was_lost','{"at":"2026-11-22T12:01:00.000000+00:00","body":"","detail":"No answer came in time.","uptime":null,"v":1}','53a88023ef9654f6b479e2215b81af8230bd714323a08c5261afee3c5c3271f7');
CREATE TABLE request_event (
	seq INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	state TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	PRIMARY KEY (seq)
)
 STRICT

;
CREATE TABLE restoration (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	copied_at TEXT NOT NULL, 
	kept_aside TEXT NOT NULL, 
	compared_at TEXT, 
	found TEXT, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE TABLE scan_form_request (
	id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	asked_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	request TEXT NOT NULL, 
	form TEXT, 
	PRIMARY KEY (id)
)
 STRICT

;
CREATE TABLE void_event (
	seq INTEGER NOT NULL, 
	label_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	event TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	answer TEXT, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(label_id) REFERENCES void_request (label_id)
)
 STRICT

;
INSERT INTO "void_event" VALUES(1,'se-2','2026-11-22T12:00:16.000000+00:00','sending','',NULL);
INSERT INTO "void_event" VALUES(2,'se-2','2026-11-22T12:00:17.000000+00:00','approved','',NULL);
CREATE TABLE void_request (
	label_id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	asked_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	answer TEXT, 
	PRIMARY KEY (label_id), 
	FOREIGN KEY(label_id) REFERENCES label (label_id)
)
 STRICT

;
INSERT INTO "void_request" VALUES('se-2','requested','2026-11-22T12:00:15.000000+00:00','2026-11-22T12:00:17.000000+00:00','',NULL);
CREATE INDEX draft_by_state ON draft (state, updated_at);
CREATE INDEX purchase_by_state ON purchase (state);
CREATE UNIQUE INDEX one_live_purchase ON purchase (draft_id) WHERE state IN ('intended', 'sent', 'in_doubt', 'bought') AND replaced_at IS NULL;
CREATE INDEX purchase_event_by_purchase ON purchase_event (purchase_id);
CREATE INDEX lookup_by_purchase ON lookup (purchase_id);
CREATE UNIQUE INDEX label_by_id ON label (label_id);
CREATE INDEX label_by_time ON label (created_at);
CREATE INDEX label_by_tracking ON label (tracking);
CREATE INDEX label_by_tracking_end ON label (tracking_reversed);
CREATE INDEX label_by_purchase ON label (purchase_id);
CREATE INDEX label_word_by_label ON label_word (number);
CREATE TRIGGER purchase_event_no_update BEFORE UPDATE ON purchase_event BEGIN SELECT RAISE(ABORT, 'the events of purchases are only ever added to'); END;
CREATE TRIGGER purchase_event_no_delete BEFORE DELETE ON purchase_event BEGIN SELECT RAISE(ABORT, 'the events of purchases are only ever added to'); END;
CREATE INDEX void_event_by_label ON void_event (label_id);
CREATE TRIGGER void_event_no_update BEFORE UPDATE ON void_event BEGIN SELECT RAISE(ABORT, 'the events of voids are only ever added to'); END;
CREATE TRIGGER void_event_no_delete BEFORE DELETE ON void_event BEGIN SELECT RAISE(ABORT, 'the events of voids are only ever added to'); END;
CREATE INDEX print_job_by_label ON print_job (label_id);
CREATE INDEX print_job_by_state ON print_job (state);
CREATE INDEX mail_by_label ON mail (label_id);
CREATE INDEX request_event_by_subject ON request_event (subject, subject_id);
CREATE TRIGGER request_event_no_update BEFORE UPDATE ON request_event BEGIN SELECT RAISE(ABORT, 'the events of requests are only ever added to'); END;
CREATE TRIGGER request_event_no_delete BEFORE DELETE ON request_event BEGIN SELECT RAISE(ABORT, 'the events of requests are only ever added to'); END;
CREATE TRIGGER purchase_waits_insert BEFORE INSERT ON purchase WHEN EXISTS (SELECT 1 FROM restoration WHERE compared_at IS NULL) BEGIN SELECT RAISE(ABORT, 'the shop was opened from a copy and is not compared with the carrier yet'); END;
CREATE TRIGGER purchase_waits_update BEFORE UPDATE OF state ON purchase WHEN NEW.state = 'sent' AND EXISTS (SELECT 1 FROM restoration WHERE compared_at IS NULL) BEGIN SELECT RAISE(ABORT, 'the shop was opened from a copy and is not compared with the carrier yet'); END;
CREATE INDEX balance_seen_by_time ON balance_seen (account, at);
CREATE INDEX print_run_by_state ON print_run (state);
CREATE INDEX print_job_followed ON print_job (state, at) WHERE job != '';
CREATE INDEX mail_by_state ON mail (state, at);
COMMIT;
