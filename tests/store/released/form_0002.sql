BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "draft" VALUES('1769ea053c4c471cb8229c790642fc3f','open','2026-11-22T12:00:21.000000+00:00','2026-11-22T12:00:21.000000+00:00',0,'',NULL,NULL,'{"confirmation":"none","customs_contents":"merchandise","customs_explanation":"","customs_lines":[],"delivery":"label","height":"3","insured_value":"","length":"9","non_machinable":false,"order_reference":"1001","ounces":"4","package_code":"package","pounds":"1","reference1":"ORDER 1001","reference2":"","reference3":"","sender":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","state":"OR"},"ship_date":"","to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","state":"PA"},"v":1,"width":"6"}');
INSERT INTO "draft" VALUES('4c8eae47f76145d3a12a6374acf1245b','queued','2026-11-22T12:00:22.000000+00:00','2026-11-22T12:00:24.000000+00:00',0,'','2026-11-22T12:00:23.000000+00:00','{"limit":{"currency":"usd","minor":800},"package_code":"package","seen":{"currency":"usd","minor":761},"service_code":"usps_ground_advantage","v":1}','{"confirmation":"none","customs_contents":"merchandise","customs_explanation":"","customs_lines":[],"delivery":"label","height":"3","insured_value":"","length":"9","non_machinable":false,"order_reference":"1001","ounces":"4","package_code":"package","pounds":"1","reference1":"ORDER 1001","reference2":"","reference3":"","sender":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","state":"OR"},"ship_date":"","to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","state":"PA"},"v":1,"width":"6"}');
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
INSERT INTO "label" VALUES(1,'se-1','773182d0aebe4fb0a31fb2666614d47a','the first draft','2026-11-22T12:00:04.000000+00:00','9400111899563821000010','0100001283659981110049','usps_ground_advantage',761,'usd',0,0,'{"batch_id":"","broker_id":"","broker_instructions":"","carrier_id":"se-1","charge_event":"","confirmation":"","cost":{"currency":"usd","minor":761},"created_at":"2026-11-22T12:00:04.000000+00:00","display_scheme":"label","external_id":"773182d0aebe4fb0a31fb2666614d47a","external_order_id":"","international":false,"is_return":false,"label_id":"se-1","layout":"","links":[{"href":"https://api.example.com/v1/downloads/1","kind":"pdf"}],"outbound_label_id":"","package_code":"package","raw":"{\"label_id\": \"se-1\"}","refund":null,"rma_number":"","service_code":"usps_ground_advantage","ship_date":null,"ship_to_name":"","ship_to_postal_code":"","shipment_id":"se-s1","status":"completed","tracking_number":"9400111899563821000010","tracking_url":"","v":1,"void_type":"","voided":false,"voided_at":null}','{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"},"v":1}');
INSERT INTO "label" VALUES(2,'se-2','9adfad91d2714ca4bf786437f989d07f','74e05f145f244eeda42c453b0da3a5e2','2026-11-22T12:00:11.000000+00:00','9400111899563821000027','7200001283659981110049','usps_ground_advantage',761,'usd',1,0,'{"batch_id":"","broker_id":"","broker_instructions":"","carrier_id":"se-1","charge_event":"","confirmation":"","cost":{"currency":"usd","minor":761},"created_at":"2026-11-22T12:00:11.000000+00:00","display_scheme":"label","external_id":"9adfad91d2714ca4bf786437f989d07f","external_order_id":"","international":false,"is_return":false,"label_id":"se-2","layout":"","links":[{"href":"https://api.example.com/v1/downloads/1","kind":"pdf"}],"outbound_label_id":"","package_code":"package","raw":"{\"label_id\": \"se-1\"}","refund":null,"rma_number":"","service_code":"usps_ground_advantage","ship_date":null,"ship_to_name":"","ship_to_postal_code":"","shipment_id":"se-s2","status":"completed","tracking_number":"9400111899563821000027","tracking_url":"","v":1,"void_type":"","voided":true,"voided_at":"2026-11-22T12:00:16.000000+00:00"}','{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"},"v":1}');
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
	detail TEXT NOT NULL, 
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
	detail TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(label_id) REFERENCES label (label_id)
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
	run TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(label_id) REFERENCES label (label_id)
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
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "purchase" VALUES('773182d0aebe4fb0a31fb2666614d47a','the first draft','bought','2026-11-22T12:00:01.000000+00:00',NULL,NULL,'{"cost":{"currency":"usd","minor":761},"label_id":"se-1","shipment_id":"se-s1","tracking_number":"9400111899563821000010","v":1}',NULL,'{"at_most":{"currency":"usd","minor":786},"carrier_id":"se-1","created_at":"2026-11-22T12:00:01.000000+00:00","draft_id":"the first draft","expected":{"currency":"usd","minor":761},"id":"773182d0aebe4fb0a31fb2666614d47a","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}');
INSERT INTO "purchase" VALUES('9adfad91d2714ca4bf786437f989d07f','74e05f145f244eeda42c453b0da3a5e2','bought','2026-11-22T12:00:08.000000+00:00',NULL,NULL,'{"cost":{"currency":"usd","minor":761},"label_id":"se-2","shipment_id":"se-s2","tracking_number":"9400111899563821000027","v":1}',NULL,'{"at_most":{"currency":"usd","minor":786},"carrier_id":"se-1","created_at":"2026-11-22T12:00:08.000000+00:00","draft_id":"74e05f145f244eeda42c453b0da3a5e2","expected":{"currency":"usd","minor":761},"id":"9adfad91d2714ca4bf786437f989d07f","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}');
INSERT INTO "purchase" VALUES('f29f7b72ebb14e9c82803b2fbc5370af','133dcff1d3b54eacb5ef6c62d6cae73a','in_doubt','2026-11-22T12:00:17.000000+00:00','2026-11-22T12:01:00.000000+00:00',NULL,NULL,NULL,'{"at_most":{"currency":"usd","minor":786},"carrier_id":"se-1","created_at":"2026-11-22T12:00:17.000000+00:00","draft_id":"133dcff1d3b54eacb5ef6c62d6cae73a","expected":{"currency":"usd","minor":761},"id":"f29f7b72ebb14e9c82803b2fbc5370af","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}');
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
INSERT INTO "purchase_event" VALUES(1,'773182d0aebe4fb0a31fb2666614d47a','2026-11-22T12:00:02.000000+00:00','intended','{"at_most":{"currency":"usd","minor":786},"carrier_id":"se-1","created_at":"2026-11-22T12:00:01.000000+00:00","draft_id":"the first draft","expected":{"currency":"usd","minor":761},"id":"773182d0aebe4fb0a31fb2666614d47a","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}','3106a1e68499c3ae3784b38d5356ee788c11139ddce1a712cd47ab1c872126d7');
INSERT INTO "purchase_event" VALUES(2,'773182d0aebe4fb0a31fb2666614d47a','2026-11-22T12:00:03.000000+00:00','sending','{"v":1}','fc7b5e76167a991b1fd7fdbc4769c6792ec3836bca950cfb787216e4f70ae66f');
INSERT INTO "purchase_event" VALUES(3,'773182d0aebe4fb0a31fb2666614d47a','2026-11-22T12:00:05.000000+00:00','bought','{"cost":{"currency":"usd","minor":761},"label_id":"se-1","shipment_id":"se-s1","tracking_number":"9400111899563821000010","v":1}','0e045b4c09f97c3e62e64b5ed2c1bda6caf98cf51cd74322ea03d5f05d63b049');
INSERT INTO "purchase_event" VALUES(4,'9adfad91d2714ca4bf786437f989d07f','2026-11-22T12:00:09.000000+00:00','intended','{"at_most":{"currency":"usd","minor":786},"carrier_id":"se-1","created_at":"2026-11-22T12:00:08.000000+00:00","draft_id":"74e05f145f244eeda42c453b0da3a5e2","expected":{"currency":"usd","minor":761},"id":"9adfad91d2714ca4bf786437f989d07f","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}','3dd04d749cd5f3fb61d6b99216e2c502cde81b25c2dcab17e1665062dbb5f975');
INSERT INTO "purchase_event" VALUES(5,'9adfad91d2714ca4bf786437f989d07f','2026-11-22T12:00:10.000000+00:00','sending','{"v":1}','134de1dabf2979ba8c155000336a4abf90eb88fa1dc6e3a1a987b77556d53682');
INSERT INTO "purchase_event" VALUES(6,'9adfad91d2714ca4bf786437f989d07f','2026-11-22T12:00:12.000000+00:00','bought','{"cost":{"currency":"usd","minor":761},"label_id":"se-2","shipment_id":"se-s2","tracking_number":"9400111899563821000027","v":1}','2ab549ed5161ccfde2066aa309f7b29891cc7906fa984f6dbcfab551a413c37d');
INSERT INTO "purchase_event" VALUES(7,'f29f7b72ebb14e9c82803b2fbc5370af','2026-11-22T12:00:18.000000+00:00','intended','{"at_most":{"currency":"usd","minor":786},"carrier_id":"se-1","created_at":"2026-11-22T12:00:17.000000+00:00","draft_id":"133dcff1d3b54eacb5ef6c62d6cae73a","expected":{"currency":"usd","minor":761},"id":"f29f7b72ebb14e9c82803b2fbc5370af","package_code":"package","service_code":"usps_ground_advantage","shipment":{"confirmation":"none","customs":null,"delivery":"label","non_machinable":false,"order_reference":"1001","parcel":{"insured_value":null,"insurer":"carrier","package_code":"package","size":{"height":"3","length":"9","width":"6"},"weight":{"ounces":"20/1"}},"references":["ORDER 1001"],"ship_date":"2026-11-23","ship_from":{"city":"Portland","company":"","country":"US","email":"shop@example.com","line1":"500 SW Alder St","line2":"","name":"Juniper Goods","phone":"503-555-0100","postal_code":"97204","residential":null,"state":"OR"},"ship_to":{"city":"Scranton","company":"","country":"US","email":"ann@example.com","line1":"12 Main St","line2":"Apt 4","name":"Ann Lee","phone":"","postal_code":"18702","residential":null,"state":"PA"}},"v":1}','ee35071c69ee0438199bfc55bf90a11a2d75f09043492c6c40fd14d35e02754a');
INSERT INTO "purchase_event" VALUES(8,'f29f7b72ebb14e9c82803b2fbc5370af','2026-11-22T12:00:19.000000+00:00','sending','{"v":1}','d3f2ec2f38f7850b54268302efadcdb3a64f1f3fcf7c96e708500b7f3977b46d');
INSERT INTO "purchase_event" VALUES(9,'f29f7b72ebb14e9c82803b2fbc5370af','2026-11-22T12:00:20.000000+00:00','was_lost','{"at":"2026-11-22T12:01:00.000000+00:00","body":"","detail":"No answer came in time.","v":1}','6bea3913e7a06a4ed9fc6d1d8b1c46c8cc1411474de23fcc32370a79208339cc');
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
INSERT INTO "void_event" VALUES(1,'se-2','2026-11-22T12:00:15.000000+00:00','sending','',NULL);
INSERT INTO "void_event" VALUES(2,'se-2','2026-11-22T12:00:16.000000+00:00','approved','',NULL);
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
INSERT INTO "void_request" VALUES('se-2','requested','2026-11-22T12:00:14.000000+00:00','2026-11-22T12:00:16.000000+00:00','',NULL);
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
COMMIT;
